import type {MimeBundle} from "../core/mime.js";

/** A place in a cell or in a local file, as the learner sees it: 1-based line and column. */
export interface Frame {
  /** Function name, or undefined at the top level of a cell. */
  readonly functionName?: string;
  /** `Cell 3`, or a path relative to the notebook's folder. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What a cell puts out, in the order in which it did. */
export type Output =
  | {readonly type: "stream"; readonly name: "stdout" | "stderr"; readonly text: string}
  | {
      readonly type: "display";
      readonly data: MimeBundle;
      readonly metadata: MimeBundle;
      /** Present when the display can be updated later. */
      readonly displayId?: string;
    }
  | {
      readonly type: "update";
      readonly data: MimeBundle;
      readonly metadata: MimeBundle;
      readonly displayId: string;
    }
  | {readonly type: "clear"; readonly wait: boolean}
  | {readonly type: "result"; readonly data: MimeBundle; readonly metadata: MimeBundle}
  | ErrorOutput;

/** A type error, a thrown value, a stop or the loss of the executor. */
export interface ErrorOutput {
  readonly type: "error";
  /** `RangeError`, `TypeScriptError` for errors found before running, `Interrupt` for a stop, `KernelError` for a loss. */
  readonly name: string;
  readonly message: string;
  /** Lines ready to print, colour codes included. */
  readonly traceback: readonly string[];
  readonly frames: readonly Frame[];
}
