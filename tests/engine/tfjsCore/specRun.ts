/** How one spec ended. */
export interface SpecResult {
  /** `ops/conv2d_test`. */
  readonly file: string;
  readonly name: string;
  readonly status: "passed" | "failed" | "pending";
  /** Of a failed one. */
  readonly message?: string;
  readonly ms: number;
}

/** One line of what the process that runs the specs writes down, at once: it may die in the next. */
export type SpecEvent = SpecResult | {readonly started: string};
