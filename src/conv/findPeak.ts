import {type Grid, rowsOf} from "../core/grid.js";
import {placeWindow} from "./placeWindow.js";
import type {Window2dOptions} from "./windowGeometry.js";

/**
 * Normalised cross-correlation: how well the pattern matches at every place, -1 to 1, whatever the brightness and the
 * contrast there: both patch and pattern have their mean taken off, and their product sum is divided by their lengths.
 * A plain correlation peaks on bright patches; this one peaks on the right shape.
 *
 * @param image  [height, width]; not changed.
 * @param pattern  [rows, columns]; must not be flat.
 * @param options  `strides` and `padding`, as `correlate2d` reads them.
 * @returns One value in -1..1 for each place; 0 where the patch is flat.
 * @throws {RangeError} When the pattern is flat or larger than the padded image.
 * @source Lewis (1995), "Fast normalized cross-correlation".
 *
 * @example
 * findPeak(normalizedCorrelation([[9, 9, 0, 1, 9]], [[0, 1, 9]])).x // => 2
 */
export function normalizedCorrelation(image: Grid, pattern: Grid, options: Window2dOptions = {}): number[][] {
  const weights = rowsOf("normalizedCorrelation", "pattern", pattern);
  const [height, width] = [weights.length, weights[0].length];
  const centred = centre(weights, 0, 0, height, width);
  const patternNorm = norm(centred);
  if (!(patternNorm > 0))
    throw new RangeError(
      `normalizedCorrelation: pattern must not be flat, got ${height}x${width} pixels of ${weights[0][0]}`,
    );
  const window = placeWindow("normalizedCorrelation", image, height, width, options);
  const out: number[][] = [];
  for (let y = 0; y < window.height; y++) {
    const row: number[] = [];
    for (let x = 0; x < window.width; x++) {
      const patch = centre(window.pixels, y * window.down, x * window.across, height, width);
      const patchNorm = norm(patch);
      let product = 0;
      for (let n = 0; n < patch.length; n++) product += patch[n] * centred[n];
      // Rounding may carry a perfect match a little past 1.
      row.push(patchNorm === 0 ? 0 : Math.max(-1, Math.min(1, product / (patchNorm * patternNorm))));
    }
    out.push(row);
  }
  return out;
}

/** The window's pixels less their mean, row by row. Differences below the rounding of the mean count as flat. */
function centre(
  rows: ReadonlyArray<ArrayLike<number>>,
  top: number,
  left: number,
  height: number,
  width: number,
): number[] {
  const pixels: number[] = [];
  for (let i = 0; i < height; i++) for (let j = 0; j < width; j++) pixels.push(rows[top + i][left + j]);
  const mean = pixels.reduce((sum, pixel) => sum + pixel, 0) / pixels.length;
  const rounding = Math.max(...pixels.map(Math.abs)) * 1e-12;
  return pixels.map(pixel => (Math.abs(pixel - mean) <= rounding ? 0 : pixel - mean));
}

function norm(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

/** The highest place of a map. */
export interface Peak {
  readonly y: number;
  readonly x: number;
  readonly value: number;
}

/**
 * The place of the largest value; of several equal ones, the first in reading order. NaN is passed over.
 *
 * @param map  [height, width]; not changed.
 * @throws {RangeError} When every value is NaN.
 *
 * @example
 * findPeak([[0, 3, 1], [2, 9, 4]]) // => {y: 1, x: 1, value: 9}
 */
export function findPeak(map: Grid): Peak {
  let peak: Peak | undefined;
  for (const [y, row] of rowsOf("findPeak", "map", map).entries())
    for (let x = 0; x < row.length; x++)
      if (!Number.isNaN(row[x]) && !(peak && peak.value >= row[x])) peak = {y, x, value: row[x]};
  if (!peak) throw new RangeError("findPeak: map must hold a number that is not NaN, got only NaN");
  return peak;
}
