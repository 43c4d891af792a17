import type {CellOutputs} from "./cellOutputs.js";
import {arraySpans, objectSpans, type Span, skipSpace} from "./jsonSpans.js";
import {stableValue} from "./stableJson.js";
import {diskOutput} from "./writeNotebook.js";

/**
 * A notebook's text with other outputs and execution counts; every other byte stays, whatever program wrote the file.
 *
 * @param text  A notebook that `parseNotebook` accepts.
 * @param cells  By position among all cells; those without an entry keep what they have.
 */
export function spliceOutputs(text: string, cells: ReadonlyMap<number, CellOutputs>): string {
  const style = indentOf(text);
  const list = objectSpans(text, skipSpace(text, 0)).get("cells");
  const edits: {span: Span; text: string}[] = [];
  for (const [index, cell] of list ? arraySpans(text, list.start).entries() : []) {
    const ran = cells.get(index);
    if (!ran) continue;
    const members = objectSpans(text, cell.start);
    for (const [key, value] of [
      ["execution_count", ran.count],
      ["outputs", ran.outputs.map(diskOutput)],
    ] as const) {
      const span = members.get(key);
      const newline = style.newline(span?.start ?? skipSpace(text, cell.start + 1));
      const written = stableValue(value, style.unit, newline);
      edits.push(
        span
          ? {span, text: written}
          : {span: {start: cell.start + 1, end: cell.start + 1}, text: `${newline}"${key}": ${written},`},
      );
    }
  }
  return edits
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((done, edit) => done.slice(0, edit.span.start) + edit.text + done.slice(edit.span.end), text);
}

/** How the file is indented: one level, and the line break that leads to the level of the line at an offset. */
function indentOf(text: string): {unit: string; newline: (offset: number) => string} {
  const [, lineEnd = "", unit = ""] = /^\s*\{(\r?\n)([ \t]*)/.exec(text) ?? [];
  return {
    unit,
    newline(offset) {
      if (lineEnd === "") return "";
      const line = text.slice(text.lastIndexOf("\n", offset) + 1, offset);
      return lineEnd + (/^[ \t]*/.exec(line)?.[0] ?? "");
    },
  };
}
