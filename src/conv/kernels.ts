import {brief, requireFinite, requireOdd} from "../core/check.js";
import {outer} from "./separate.js";

/** Along which axis a difference is taken: `"x"` answers to vertical edges, `"y"` to horizontal ones. */
export type Axis = "x" | "y";

/**
 * Blur by the plain mean: every weight is `1 / size^2`.
 *
 * @param size  Side in pixels, an odd integer >= 1.
 * @returns [size, size], summing to 1.
 *
 * @example
 * boxKernel(3).length // => 3
 */
export function boxKernel(size = 3): number[][] {
  requireOdd("boxKernel", "size", size, 1);
  return weigh(size, () => 1 / size ** 2);
}

/**
 * Blur by a bell: weights fall off as `exp(-(x^2 + y^2) / (2 sigma^2))` from the middle, scaled to sum to 1.
 *
 * @param size  Side in pixels, an odd integer >= 1; three sigma on either side lose nothing that shows.
 * @param sigma  Standard deviation in pixels, > 0; size / 5 unless given.
 * @returns [size, size], summing to 1.
 *
 * @example
 * separate(gaussianKernel(5, 1)) !== undefined // => true
 */
export function gaussianKernel(size = 5, sigma = size / 5): number[][] {
  requireOdd("gaussianKernel", "size", size, 1);
  requireFinite("gaussianKernel", "sigma", sigma, true);
  const middle = (size - 1) / 2;
  const bell = Array.from({length: size}, (_, i) => Math.exp(-((i - middle) ** 2) / (2 * sigma ** 2)));
  const total = bell.reduce((sum, weight) => sum + weight, 0);
  const unit = bell.map(weight => weight / total);
  return outer(unit, unit);
}

/**
 * Difference along one axis, smoothed 1-2-1 along the other: positive where the picture grows brighter to the right (`"x"`)
 * or downwards (`"y"`).
 *
 * @returns [3, 3], summing to 0.
 * @source Sobel and Feldman (1968), a talk; Duda and Hart (1973), "Pattern Classification and Scene Analysis", chapter 7.
 *
 * @example
 * sobelKernel("x") // => [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
 * sobelKernel("y") // => [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]
 */
export function sobelKernel(axis: Axis): number[][] {
  return difference("sobelKernel", axis, [1, 2, 1]);
}

/**
 * Difference along one axis, smoothed evenly along the other; see `sobelKernel` for the signs.
 *
 * @returns [3, 3], summing to 0.
 * @source Prewitt (1970), "Object enhancement and extraction".
 *
 * @example
 * prewittKernel("x") // => [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]
 */
export function prewittKernel(axis: Axis): number[][] {
  return difference("prewittKernel", axis, [1, 1, 1]);
}

function difference(where: string, axis: Axis, smooth: readonly number[]): number[][] {
  if (axis !== "x" && axis !== "y")
    throw new TypeError(`${where}: axis must be "x" or "y", got ${brief(axis)}`);
  return axis === "x" ? outer(smooth, [-1, 0, 1]) : outer([-1, 0, 1], smooth);
}

/**
 * Sum of the second differences along both axes: zero on slopes, negative on bright spots, of either sign at edges.
 *
 * @returns [3, 3], summing to 0.
 *
 * @example
 * laplacianKernel() // => [[0, 1, 0], [1, -4, 1], [0, 1, 0]]
 */
export function laplacianKernel(): number[][] {
  return [
    [0, 1, 0],
    [1, -4, 1],
    [0, 1, 0],
  ];
}

/**
 * The picture minus `amount` of its Laplacian: edges overshoot, flat parts stay.
 *
 * @param amount  Strength, 1 unless given; 0 leaves the picture as it is.
 * @returns [3, 3], summing to 1.
 *
 * @example
 * sharpenKernel() // => [[0, -1, 0], [-1, 5, -1], [0, -1, 0]]
 */
export function sharpenKernel(amount = 1): number[][] {
  requireFinite("sharpenKernel", "amount", amount);
  return laplacianKernel().map((row, i) =>
    row.map((weight, j) => (i === 1 && j === 1 ? 1 : 0) - amount * weight + 0),
  );
}

/**
 * Unsharp mask: the picture plus `amount` of what a Gaussian blur takes away from it. Wider than `sharpenKernel`, so it
 * lifts edges that are not quite sharp without answering to every speck.
 *
 * @param size  Side in pixels, an odd integer >= 1.
 * @param options  `sigma` of the blur in pixels, size / 5 unless given; `amount`, 1 unless given.
 * @returns [size, size], summing to 1.
 *
 * @example
 * unsharpKernel(3, {amount: 0}) // => [[0, 0, 0], [0, 1, 0], [0, 0, 0]]
 */
export function unsharpKernel(
  size = 5,
  options: {readonly sigma?: number; readonly amount?: number} = {},
): number[][] {
  const {sigma = size / 5, amount = 1} = options;
  requireOdd("unsharpKernel", "size", size, 1);
  requireFinite("unsharpKernel", "sigma", sigma, true);
  requireFinite("unsharpKernel", "amount", amount);
  const blur = gaussianKernel(size, sigma);
  // picture + amount * (picture - blurred), with the picture as a single 1 in the middle; adding zero turns -0 into 0.
  return weigh(size, (y, x) => (y === 0 && x === 0 ? 1 + amount : 0)).map((row, i) =>
    row.map((weight, j) => weight - amount * blur[i][j] + 0),
  );
}

/**
 * Relief as if lit from the top left: the picture plus its difference along the falling diagonal.
 *
 * @returns [3, 3], summing to 1.
 *
 * @example
 * embossKernel() // => [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]]
 */
export function embossKernel(): number[][] {
  return [
    [-2, -1, 0],
    [-1, 1, 1],
    [0, 1, 2],
  ];
}

/** One weight for each offset from the middle: `y` grows downwards, `x` to the right. */
export function weigh(size: number, weight: (y: number, x: number) => number): number[][] {
  const middle = (size - 1) / 2;
  return Array.from({length: size}, (_, i) =>
    Array.from({length: size}, (_, j) => weight(i - middle, j - middle)),
  );
}
