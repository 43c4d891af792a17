import type {NetworkName} from "./networks.js";

/** What one process times. */
export interface Job {
  /** `product`: a matrix product of 1024 x 1024; `train`: a step of SGD with its loss read; `infer`: forward, read. */
  readonly work: "product" | "train" | "infer";
  readonly network: NetworkName;
  readonly batch: number;
  readonly threads: number;
}

/** The first thing that a process says: it can begin. */
export interface Ready {
  /** Of what computes. */
  readonly version: string;
  /** Process start until now. */
  readonly startMs: number;
}

/** What it says to a line with a number: so many calls were made. It ends when its input does. */
export interface Calls {
  /** Milliseconds of each. */
  readonly samples: readonly number[];
  /** What each returned: a training's losses. */
  readonly values: readonly number[];
  /** Most memory that the process has had, in bytes. */
  readonly peakBytes: number;
}

/** How a line begins by which a process answers, among whatever its libraries print. */
export const ANSWER_MARK = "kernelbook-bench-answer ";
