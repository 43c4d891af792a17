import {requireFinite} from "../core/check.js";
import {NdArray} from "../core/ndArray.js";
import {requireShape} from "../core/requireArray.js";

/** How a gradient compares with differences of the loss. */
export interface GradientCheck {
  /** Whether `error` is within the tolerance. */
  readonly passed: boolean;
  /** Largest difference of two slopes, as a share of the largest slope. */
  readonly error: number;
  /** Where the two differ most, counted through the data, and both slopes there. */
  readonly worst: {readonly index: number; readonly given: number; readonly measured: number};
}

/** What to change and how close is close. */
export interface GradientCheckOptions {
  /** Change of each number up and down; 1e-5 unless given: smaller drowns in rounding, larger sees the loss bend. */
  readonly step?: number;
  /** Largest error to pass; 1e-6 unless given, which Float64 keeps and Float32 does not. */
  readonly tolerance?: number;
}

/**
 * Slope of a loss by every number of x, measured: `(loss(x + step) - loss(x - step)) / (2 step)`, one number at a time.
 *
 * @param loss  Gives one number; must give the same one for the same x.
 * @param x  Where to measure; not changed. Float64, or the differences drown in rounding.
 * @param step  Change of each number; 1e-5 unless given.
 * @returns Slopes, shaped as x.
 *
 * @example
 * const slopes = numericGradient(x => x.at(0) ** 2 + 3 * x.at(1), NdArray.fromNested([5, 7]));
 * Array.from(slopes.data, Math.round) // => [10, 3]
 */
export function numericGradient(loss: (x: NdArray) => number, x: NdArray, step = 1e-5): NdArray {
  requireFinite("numericGradient", "step", step, true);
  const moved = new NdArray(x.shape, x.data.slice());
  const slopes = new Float64Array(x.data.length);
  for (let i = 0; i < slopes.length; i++) {
    const value = x.data[i];
    moved.data[i] = value + step;
    const above = loss(moved);
    moved.data[i] = value - step;
    const below = loss(moved);
    moved.data[i] = value;
    slopes[i] = (above - below) / (2 * step);
  }
  return new NdArray(x.shape, slopes);
}

/**
 * Holds a gradient against differences of its loss. Not at kinks: where ReLU or a maximum turns the corner there is no slope.
 *
 * @param loss  Gives one number; must give the same one for the same x.
 * @param x  Where to check, in Float64; not changed.
 * @param gradient  The slopes to check, shaped as x.
 * @throws {RangeError} When gradient has not the shape of x.
 *
 * @example
 * const [x, right, wrong] = [[5, 7], [10, 14], [10, 7]].map(numbers => NdArray.fromNested(numbers));
 * const loss = at => at.data.reduce((sum, value) => sum + value * value, 0);
 * gradientCheck(loss, x, right).passed // => true
 * gradientCheck(loss, x, wrong).worst.index // => 1
 */
export function gradientCheck(
  loss: (x: NdArray) => number,
  x: NdArray,
  gradient: NdArray,
  options: GradientCheckOptions = {},
): GradientCheck {
  const {step = 1e-5, tolerance = 1e-6} = options;
  requireFinite("gradientCheck", "tolerance", tolerance, true);
  const given = requireShape("gradientCheck", "gradient", gradient, x.shape).data;
  const measured = numericGradient(loss, x, step).data;
  let [index, apart, largest] = [0, 0, 0];
  for (let i = 0; i < given.length; i++) {
    largest = Math.max(largest, Math.abs(given[i]), Math.abs(measured[i]));
    const difference = Math.abs(given[i] - measured[i]);
    const distance = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
    if (distance > apart) [index, apart] = [i, distance];
  }
  const error = apart === 0 || apart === Number.POSITIVE_INFINITY ? apart : apart / largest;
  return {passed: error <= tolerance, error, worst: {index, given: given[index], measured: measured[index]}};
}
