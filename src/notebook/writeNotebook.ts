import type {MimeBundle} from "../core/mime.js";
import type {Notebook, NotebookCell, NotebookOutput} from "./nbformat.js";
import {stableJson} from "./stableJson.js";

/** The file's text: nbformat's own form, sorted keys, one space, a line break at the end, text as lists of lines. */
export function writeNotebook(notebook: Notebook): string {
  return stableJson({...notebook, cells: notebook.cells.map(diskCell)});
}

function diskCell(cell: NotebookCell): object {
  const source = splitLines(cell.source);
  return cell.cell_type === "code"
    ? {...cell, source, outputs: cell.outputs.map(diskOutput)}
    : {...cell, source};
}

/** An output as it stands in a file: text as a list of lines, JSON and base64 as they are. */
export function diskOutput(output: NotebookOutput): object {
  switch (output.output_type) {
    case "stream":
      return {...output, text: splitLines(output.text)};
    case "display_data":
    case "execute_result":
      return {...output, data: diskBundle(output.data)};
    case "error":
      return output;
  }
}

function diskBundle(data: MimeBundle): object {
  return Object.fromEntries(
    Object.entries(data).map(([type, value]) => [
      type,
      typeof value === "string" && isSplit(type) ? splitLines(value) : value,
    ]),
  );
}

/** The MIME types whose text nbformat keeps as lists of lines. */
function isSplit(type: string): boolean {
  return type.startsWith("text/") || type === "application/javascript" || type === "image/svg+xml";
}

/** Where Python's `str.splitlines` ends a line, apart from a carriage return. */
const BREAKS = "\n\v\f\u001c\u001d\u001e\u0085\u2028\u2029";
const LINE_ENDS = new RegExp(`(?<=[${BREAKS}]|\r(?!\n))`);

/** Lines with their breaks, none for an empty text. */
function splitLines(text: string): string[] {
  return text === "" ? [] : text.split(LINE_ENDS);
}
