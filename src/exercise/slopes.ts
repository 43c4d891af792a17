import {NdArray} from "../core/ndArray.js";
import type {NestedNumbers} from "../core/shapes.js";
import {numericGradient} from "../nn/gradientCheck.js";
import {SLOPE_STEP} from "./limits.js";

/**
 * Slope of a loss by every number of x, by differences: `(loss(x + step) - loss(x - step)) / (2 step)`, one number at a time.
 * For small integers and a loss that is linear in each of them, as a convolution's is, nothing is rounded and the slopes
 * are exact.
 *
 * @param loss  Gives one number; must give the same one for the same x.
 * @param x  A list or nested lists, evenly long; not changed.
 * @returns Slopes, nested as x.
 *
 * @example
 * measuredSlopes(([a, b]) => a * b, [3, 5]) // => [5, 3]
 */
export function measuredSlopes<T extends NestedNumbers>(loss: (x: T) => number, x: T): T {
  const at = (moved: NdArray) => loss(moved.toNested() as T); // nested as x, and so of its type
  return numericGradient(at, NdArray.fromNested(x), SLOPE_STEP).toNested() as T;
}
