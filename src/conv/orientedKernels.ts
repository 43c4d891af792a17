import {requireFinite, requireInteger, requireOdd} from "../core/check.js";
import {sobelKernel, weigh} from "./kernels.js";

/**
 * Angles are in degrees, anticlockwise as seen on the screen, 0 pointing right. The y axis of a picture points down, so
 * the sine changes its sign. Whole multiples of 90 give exact zeros and ones.
 */
function direction(degrees: number): {readonly cos: number; readonly sin: number} {
  const turn = ((degrees % 360) + 360) % 360;
  const exact = [
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
  ][turn / 90];
  if (exact) return {cos: exact[0], sin: exact[1]};
  return {cos: Math.cos((turn * Math.PI) / 180), sin: Math.sin((turn * Math.PI) / 180)};
}

/**
 * An edge detector for any direction: `cos * sobel("x") - sin * sobel("y")`. Two fixed kernels make all of them.
 *
 * @param degrees  Where the bright side lies, anticlockwise from the right: 0 right, 90 up, 180 left, 270 down.
 * @returns [3, 3], summing to 0.
 * @source Freeman and Adelson (1991), "The design and use of steerable filters".
 *
 * @example
 * edgeKernel(0) // => [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
 * edgeKernel(90) // => [[1, 2, 1], [0, 0, 0], [-1, -2, -1]]
 */
export function edgeKernel(degrees: number): number[][] {
  requireFinite("edgeKernel", "degrees", degrees);
  const {cos, sin} = direction(degrees);
  const [across, down] = [sobelKernel("x"), sobelKernel("y")];
  // Adding zero turns -0 into 0.
  return across.map((row, i) => row.map((weight, j) => cos * weight - sin * down[i][j] + 0));
}

/**
 * A detector of thin bright lines of one orientation: weights fall from the line to one pixel beside it, are scaled to sum
 * to 1, and have their mean taken off, so that flat parts give 0.
 *
 * @param degrees  Along which the line runs: 0 lies flat, 90 stands, 45 rises to the right.
 * @param size  Side in pixels, an odd integer >= 3.
 * @returns [size, size], summing to 0.
 *
 * @example
 * lineKernel(90, 3).map(row => row.map(weight => Math.round(weight * 9))) // => [[-1, 2, -1], [-1, 2, -1], [-1, 2, -1]]
 */
export function lineKernel(degrees: number, size = 5): number[][] {
  requireFinite("lineKernel", "degrees", degrees);
  requireOdd("lineKernel", "size", size, 3);
  const {cos, sin} = direction(degrees);
  const line = weigh(size, (y, x) => Math.max(0, 1 - Math.abs(x * sin + y * cos)));
  const total = line.flat().reduce((sum, weight) => sum + weight, 0);
  return line.map(row => row.map(weight => weight / total - 1 / size ** 2));
}

/** Shape of a Gabor kernel. */
export interface GaborOptions {
  /** Along which the stripes run, in degrees: 0 lie flat, 90 stand, 45 rise to the right. 90 unless given. */
  readonly degrees?: number;
  /** Pixels from stripe to stripe; size / 2 unless given. */
  readonly wavelength?: number;
  /** Standard deviation of the bell across the stripes, in pixels; half a wavelength unless given. */
  readonly sigma?: number;
  /** Where the wave starts, in degrees: 0 puts a bright stripe in the middle, 90 an edge. 0 unless given. */
  readonly phase?: number;
  /** Width of the bell across the stripes over its length along them; 0.5 unless given. */
  readonly aspect?: number;
}

/**
 * A wave under a bell, the shape that simple cells of the early visual cortex answer to:
 * `exp(-(u^2 + aspect^2 v^2) / (2 sigma^2)) * cos(2 pi u / wavelength + phase)`, u across the stripes, v along them. Flat
 * parts give 0 (the bell's share of the mean is taken off), and the squares of the weights sum to 1, so that
 * responses of different kernels can be compared.
 *
 * @param size  Side in pixels, an odd integer >= 3.
 * @returns [size, size], summing to 0.
 * @source Daugman (1985), "Uncertainty relation for resolution in space, spatial frequency, and orientation optimized by
 *   two-dimensional visual cortical filters".
 *
 * @example
 * gaborKernel(9, {degrees: 0}).length // => 9
 * Math.abs(gaborKernel(9).flat().reduce((sum, weight) => sum + weight)) < 1e-12 // => true
 */
export function gaborKernel(size: number, options: GaborOptions = {}): number[][] {
  requireOdd("gaborKernel", "size", size, 3);
  const {degrees = 90, wavelength = size / 2, sigma = wavelength / 2, phase = 0, aspect = 0.5} = options;
  requireFinite("gaborKernel", "degrees", degrees);
  requireFinite("gaborKernel", "phase", phase);
  requireFinite("gaborKernel", "wavelength", wavelength, true);
  requireFinite("gaborKernel", "sigma", sigma, true);
  requireFinite("gaborKernel", "aspect", aspect, true);
  const {cos, sin} = direction(degrees);
  const across = (y: number, x: number) => x * sin + y * cos;
  const along = (y: number, x: number) => x * cos - y * sin;
  const bell = weigh(size, (y, x) =>
    Math.exp(-(across(y, x) ** 2 + (aspect * along(y, x)) ** 2) / (2 * sigma ** 2)),
  );
  const wave = weigh(size, (y, x) =>
    Math.cos((2 * Math.PI * across(y, x)) / wavelength + (phase * Math.PI) / 180),
  );
  const product = bell.map((row, i) => row.map((b, j) => b * wave[i][j]));
  const mean = sum(product) / sum(bell);
  const balanced = product.map((row, i) => row.map((weight, j) => weight - mean * bell[i][j]));
  const norm = Math.hypot(...balanced.flat());
  return balanced.map(row => row.map(weight => weight / norm));
}

/**
 * Gabor kernels for evenly spread orientations, 0 to just under 180 degrees.
 *
 * @param size  Side in pixels, an odd integer >= 3.
 * @param options  `orientations`, an integer >= 1, 8 unless given; the rest as in `gaborKernel`.
 * @returns One kernel for each orientation: `{degrees, kernel}`, `kernel` [size, size].
 *
 * @example
 * gaborBank(9, {orientations: 4}).map(({degrees}) => degrees) // => [0, 45, 90, 135]
 */
export function gaborBank(
  size: number,
  options: Omit<GaborOptions, "degrees"> & {readonly orientations?: number} = {},
): {degrees: number; kernel: number[][]}[] {
  const {orientations = 8, ...shape} = options;
  requireInteger("gaborBank", "orientations", orientations, 1);
  return Array.from({length: orientations}, (_, index) => {
    const degrees = (180 * index) / orientations;
    return {degrees, kernel: gaborKernel(size, {...shape, degrees})};
  });
}

function sum(kernel: readonly (readonly number[])[]): number {
  return kernel.flat().reduce((total, weight) => total + weight, 0);
}
