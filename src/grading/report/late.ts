import type {Lateness} from "../roster/latePolicy.js";

/** When a submission came, and what that costs. */
export interface Submitted {
  /** As the folder had it; no time of the grading. */
  readonly timestamp?: string;
  readonly late?: Lateness;
}

/** Points before and after the penalty for lateness. */
export interface Score {
  readonly raw: number;
  readonly penalty: number;
  readonly score: number;
}

/**
 * Points after the penalty for lateness, `raw - raw * share`. It follows from the points after a person's marks, so it is
 * never kept in a result.
 *
 * @param raw  Points earned.
 * @throws {RangeError} When the share is not 0 to 1.
 *
 * @example
 * applyLate(10, {share: 0.25, why: "1 day late: 25 % off"}) // => { raw: 10, penalty: 2.5, score: 7.5 }
 */
export function applyLate(raw: number, late?: Lateness): Score {
  const share = late?.share ?? 0;
  if (!(share >= 0 && share <= 1)) throw new RangeError(`applyLate: share must be 0 to 1, got ${share}`);
  const penalty = raw * share;
  return {raw, penalty, score: raw - penalty};
}
