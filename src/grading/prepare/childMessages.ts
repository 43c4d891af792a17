import type {PreparedSubmission} from "./prepared.js";
import type {Stage} from "./prepareSubmission.js";

/** What the preparing child sends for a request. */
export type ChildReply =
  | {readonly id: number; readonly type: "stage"; readonly stage: Stage}
  | {readonly id: number; readonly type: "prepared"; readonly prepared: PreparedSubmission}
  /** The stack was full: the code is nested too deeply. */
  | {readonly id: number; readonly type: "too-deep"}
  /** Our own failure: no submission should cause it. */
  | {readonly id: number; readonly type: "fault"; readonly message: string};
