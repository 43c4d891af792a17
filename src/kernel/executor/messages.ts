import type {MimeBundle} from "../../core/mime.js";
import type {CompiledCell, CompiledModule} from "../compile/compiledCell.js";
import type {ErrorOutput, Output} from "../output.js";
import type {CommMessage} from "./executor.js";

/** What the child is told over IPC. */
export type Command =
  | {
      readonly type: "run";
      readonly cell: CompiledCell;
      readonly count: number;
      readonly silent: boolean;
      readonly allowInput: boolean;
    }
  | {readonly type: "evaluate"; readonly cell: CompiledCell}
  /** End everything that cells left running; answered by `quiet` with the same sequence once nothing of it runs. */
  | {readonly type: "cancel"; readonly sequence: number}
  | {readonly type: "answer"; readonly text: string}
  | {readonly type: "module"; readonly id: number; readonly module: CompiledModule}
  | {readonly type: "moduleFailed"; readonly id: number; readonly message: string}
  /** Answers `types`; without errors the check did not come to an end. */
  | {readonly type: "types"; readonly id: number; readonly errors?: readonly string[]}
  | {readonly type: "comm"; readonly message: CommMessage};

/** What the child's control thread is told, one JSON text a line, while the main thread may be busy. */
export type ControlCommand =
  /** Terminate what runs, unless the cancel of this sequence has reached the main thread. */
  | {readonly type: "terminate"; readonly sequence: number}
  /** For a `prompt`, which blocks the main thread. */
  | {readonly type: "answer"; readonly text: string};

export type RunEnd = "ok" | "error" | "stopped";

/** What the child says, in one order with its text output. */
export type Report =
  | {readonly type: "ready"}
  | {readonly type: "output"; readonly cell: number; readonly output: Output}
  | {readonly type: "done"; readonly end: RunEnd}
  | {readonly type: "evaluated"; readonly data?: MimeBundle; readonly error?: ErrorOutput}
  | {readonly type: "quiet"; readonly sequence: number}
  | {
      readonly type: "input";
      readonly cell: number;
      readonly prompt: string;
      readonly password: boolean;
      /** The main thread is blocked: answer through the control thread. */
      readonly blocking: boolean;
    }
  | {readonly type: "comm"; readonly cell: number; readonly message: CommMessage}
  | {readonly type: "module"; readonly id: number; readonly file: string}
  | {readonly type: "types"; readonly id: number; readonly code: string}
  /** The process is about to end of its own accord. */
  | {readonly type: "exit"; readonly cell: number; readonly code: number};
