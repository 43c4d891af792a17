import {requireInteger} from "../core/check.js";
import {type Grid, rowsOf} from "../core/grid.js";

/** Size of the feature. */
export interface GradientHistogramOptions {
  /** Side of a cell in pixels; 7 unless given, which makes 4 x 4 cells on a 28 x 28 digit. */
  readonly cell?: number;
  /** Bins of orientation over 180 degrees; 8 unless given. */
  readonly bins?: number;
}

/**
 * A feature made by hand: how much edge of each orientation every cell of the image holds. Central differences give
 * each pixel's gradient; its length is shared between the two bins nearest to its orientation (a dark-to-bright and a
 * bright-to-dark edge count alike), summed over square cells, and the whole is scaled to length 1.
 *
 * @param image  [height, width], a whole number of cells each way; not changed.
 * @param options  `cell` in pixels, `bins` over 180 degrees.
 * @returns [cells down * cells across * bins], cells in reading order; bin 0 is a gradient along x (a vertical edge). All zeros
 *   for a flat image.
 * @throws {RangeError} When an axis is not a whole number of cells.
 * @source Dalal and Triggs (2005), "Histograms of oriented gradients for human detection"; without its overlapping blocks.
 *
 * @example
 * gradientHistogram([[0, 1], [0, 1]], {cell: 2, bins: 2}) // => [1, 0]
 * gradientHistogram([[0, 0], [1, 1]], {cell: 2, bins: 2}) // => [0, 1]
 */
export function gradientHistogram(image: Grid, options: GradientHistogramOptions = {}): number[] {
  const {cell = 7, bins = 8} = options;
  requireInteger("gradientHistogram", "cell", cell, 1);
  requireInteger("gradientHistogram", "bins", bins, 1);
  const rows = rowsOf("gradientHistogram", "image", image);
  const [height, width] = [rows.length, rows[0].length];
  if (height % cell !== 0 || width % cell !== 0)
    throw new RangeError(
      `gradientHistogram: image must be a whole number of cells of ${cell}, got [${height}, ${width}]`,
    );
  const across = width / cell;
  const feature = new Array<number>((height / cell) * across * bins).fill(0);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      // Beyond the edge the last pixel is repeated: a border of zeros would count as an edge.
      const dx = rows[y][Math.min(x + 1, width - 1)] - rows[y][Math.max(x - 1, 0)];
      const dy = rows[Math.min(y + 1, height - 1)][x] - rows[Math.max(y - 1, 0)][x];
      const length = Math.hypot(dx, dy);
      if (length === 0) continue;
      // Upwards is positive on the screen; adding pi folds opposite directions onto one orientation, 0 to pi.
      const orientation = (Math.atan2(-dy, dx) + 2 * Math.PI) % Math.PI;
      const place = (orientation / Math.PI) * bins;
      const lower = Math.floor(place) % bins;
      const share = place - Math.floor(place);
      const start = (Math.floor(y / cell) * across + Math.floor(x / cell)) * bins;
      feature[start + lower] += length * (1 - share);
      feature[start + ((lower + 1) % bins)] += length * share;
    }
  }
  const norm = Math.sqrt(feature.reduce((sum, value) => sum + value * value, 0));
  return norm === 0 ? feature : feature.map(value => value / norm);
}
