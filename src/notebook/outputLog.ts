import type {Output} from "../kernel/output.js";
import type {NotebookOutput} from "./nbformat.js";

type Kept = {output: NotebookOutput; readonly displayId?: string};

/**
 * What the cells of a notebook have put out, in the form in which JupyterLab saves it: neighbouring text of one stream
 * is one output, an update replaces every display with its id, also in earlier cells, and a cell can clear itself.
 */
export class OutputLog {
  readonly #cells = new Map<number, Kept[]>();
  /** Cells that clear themselves when the next output comes. */
  readonly #clearing = new Set<number>();

  add(cell: number, output: Output): void {
    if (output.type === "update") {
      this.#update(output);
      return;
    }
    if (output.type === "clear" && output.wait) {
      this.#clearing.add(cell);
      return;
    }
    if (output.type === "clear" || this.#clearing.delete(cell)) this.#cells.set(cell, []);
    if (output.type === "clear") return;
    const kept = this.#cells.get(cell) ?? [];
    this.#cells.set(cell, kept);
    const last = kept.at(-1);
    if (output.type === "stream" && last?.output.output_type === "stream" && last.output.name === output.name)
      last.output = {...last.output, text: last.output.text + output.text};
    else kept.push(keptOutput(output));
  }

  /**
   * The cell's outputs so far, empty for one that has put out nothing.
   *
   * @param count  Its execution count, which its result carries too.
   */
  outputs(cell: number, count: number | null): NotebookOutput[] {
    return (this.#cells.get(cell) ?? []).map(({output}) => {
      if (output.output_type === "stream") return {...output, text: overwritten(output.text)};
      return output.output_type === "execute_result" ? {...output, execution_count: count} : output;
    });
  }

  #update({displayId, data, metadata}: Extract<Output, {type: "update"}>): void {
    for (const kept of [...this.#cells.values()].flat())
      if (kept.displayId === displayId && kept.output.output_type === "display_data")
        kept.output = {...kept.output, data, metadata};
  }
}

function keptOutput(output: Exclude<Output, {type: "update" | "clear"}>): Kept {
  switch (output.type) {
    case "stream":
      return {output: {output_type: "stream", name: output.name, text: output.text}};
    case "display": {
      const {data, metadata, displayId} = output;
      return {
        output: {output_type: "display_data", data, metadata},
        ...(displayId !== undefined && {displayId}),
      };
    }
    case "result": {
      const {data, metadata} = output;
      return {output: {output_type: "execute_result", data, metadata, execution_count: null}};
    }
    case "error": {
      const {name, message, traceback} = output;
      return {output: {output_type: "error", ename: name, evalue: message, traceback}};
    }
  }
}

/** Text as a terminal leaves it: what follows a carriage return writes over the line's start, a backspace takes one back. */
export function overwritten(text: string): string {
  if (!/[\r\b]/.test(text)) return text;
  return text.split("\n").map(overwrittenLine).join("\n");
}

function overwrittenLine(line: string): string {
  const shown: string[] = [];
  let at = 0;
  for (const character of line) {
    if (character === "\r") at = 0;
    else if (character === "\b") at = Math.max(0, at - 1);
    else shown[at++] = character;
  }
  return shown.join("");
}
