import type {MimeBundle} from "../core/mime.js";

/** A JSON object whose members are not known yet. */
export type JsonObject = {readonly [key: string]: unknown};

/** One output of a code cell: nbformat 4, text as one string. */
export type NotebookOutput =
  | {readonly output_type: "stream"; readonly name: "stdout" | "stderr"; readonly text: string}
  | {readonly output_type: "display_data"; readonly data: MimeBundle; readonly metadata: JsonObject}
  | {
      readonly output_type: "execute_result";
      readonly data: MimeBundle;
      readonly metadata: JsonObject;
      readonly execution_count: number | null;
    }
  | {
      readonly output_type: "error";
      readonly ename: string;
      readonly evalue: string;
      readonly traceback: readonly string[];
    };

interface NotebookCellBase {
  /** Absent before nbformat 4.5. */
  readonly id?: string;
  readonly metadata: JsonObject;
  readonly source: string;
}

interface NotebookTextCell extends NotebookCellBase {
  readonly cell_type: "markdown" | "raw";
  readonly attachments?: JsonObject;
}

export interface NotebookCodeCell extends NotebookCellBase {
  readonly cell_type: "code";
  readonly execution_count: number | null;
  readonly outputs: readonly NotebookOutput[];
}

export type NotebookCell = NotebookTextCell | NotebookCodeCell;

/** A notebook of nbformat 4, text as one string each. https://nbformat.readthedocs.io/en/latest/format_description.html */
export interface Notebook {
  readonly nbformat: 4;
  readonly nbformat_minor: number;
  readonly metadata: JsonObject;
  readonly cells: readonly NotebookCell[];
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
