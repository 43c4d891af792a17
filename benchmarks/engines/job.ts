import type {NetworkName} from "./networks.js";

/** What one process measures. */
export interface Job {
  /** `product`: a matrix product of 1024 x 1024; `train`: a step of SGD with its loss read; `infer`: forward, read. */
  readonly work: "product" | "train" | "infer";
  readonly network: NetworkName;
  readonly batch: number;
  readonly threads: number;
  /** Calls before the clock starts. */
  readonly warm: number;
  /** Calls that count. */
  readonly steps: number;
  /** Ends early after so many seconds, but not before one call counts. */
  readonly mostSeconds: number;
}

/** What it found. */
export interface Answer {
  /** Of what computes. */
  readonly version: string;
  /** Milliseconds of each call that counts. */
  readonly samples: readonly number[];
  /** Process start until the first call can begin. */
  readonly startMs: number;
  /** The first two calls: what is compiled, laid out and allocated once. */
  readonly firstMs: number;
  /** Most memory that the process had, in bytes. */
  readonly peakBytes: number;
  /** First four losses of a training; equal weights and data, so they should agree. */
  readonly losses: readonly number[];
}

/** The line by which a process answers, among whatever its libraries print. */
export const ANSWER_MARK = "kernelbook-bench-answer ";
