import {brief} from "./check.js";

/** How far two numbers may lie apart: `|actual - expected| <= atol + rtol * |expected|`. */
export interface Tolerance {
  /** Absolute part, in the numbers' own unit. */
  readonly atol?: number;
  /** Relative part. */
  readonly rtol?: number;
}

/** The first place where two lists of numbers disagree. */
export interface Difference {
  readonly index: number;
  readonly actual: number;
  readonly expected: number;
}

/**
 * Whether two numbers agree within a tolerance. NaN agrees with NaN only, an infinity with itself only, and where a
 * finite number is expected nothing else will do.
 *
 * @param tolerance  By default 1e-6 absolute and 1e-5 relative: what float32 sums of a few hundred terms keep.
 *
 * @example
 * isClose(0.1 + 0.2, 0.3) // => true
 * isClose(Number.NaN, 1) // => false
 */
export function isClose(actual: number, expected: number, tolerance: Tolerance = {}): boolean {
  const {atol = 1e-6, rtol = 1e-5} = tolerance;
  return (
    Object.is(actual, expected) ||
    (Number.isFinite(expected) && Math.abs(actual - expected) <= atol + rtol * Math.abs(expected))
  );
}

/**
 * The first index at which two equally long lists disagree, or undefined.
 *
 * @throws {RangeError} When they differ in length.
 *
 * @example
 * firstDifference([1, 2, 3], [1, 2, 4]) // => {index: 2, actual: 3, expected: 4}
 */
export function firstDifference(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: Tolerance = {},
): Difference | undefined {
  if (actual.length !== expected.length)
    throw new RangeError(`firstDifference: lengths must agree, got ${actual.length} and ${expected.length}`);
  for (let index = 0; index < expected.length; index++)
    if (!isClose(actual[index], expected[index], tolerance))
      return {index, actual: actual[index], expected: expected[index]};
  return undefined;
}

/**
 * Throws unless two lists of numbers agree within a tolerance; the message has the index, both values and the tolerances.
 *
 * @throws {RangeError} When the lengths or two numbers disagree.
 */
export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: Tolerance = {},
): void {
  if (typeof actual?.length !== "number")
    throw new TypeError(`expectClose: actual must be a list of numbers, got ${brief(actual)}`);
  const found = firstDifference(actual, expected, tolerance);
  if (!found) return;
  const {atol = 1e-6, rtol = 1e-5} = tolerance;
  throw new RangeError(
    `expectClose: numbers must agree within atol ${atol} + rtol ${rtol}, got ${found.actual} for ${found.expected} at index ${found.index}`,
  );
}
