import type {Output} from "../kernel/output.js";
import type {CellFailure} from "./runner.js";

/** To the process in which stock tslab runs. */
export interface TslabRequest {
  readonly code: string;
}

/** From it: `ready` once, then for each request outputs in order and one `done`. */
export type TslabMessage =
  | {readonly type: "ready"}
  | {readonly type: "output"; readonly output: Output}
  | {readonly type: "done"; readonly count: number | null; readonly failure?: CellFailure};
