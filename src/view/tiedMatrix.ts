import {correlationMatrix} from "../conv/correlationMatrix.js";
import type {Window2dOptions} from "../conv/windowGeometry.js";
import {brief} from "../core/check.js";
import {type Grid, rowsOf} from "../core/grid.js";
import {Random} from "../core/random.js";
import {drawGrid} from "./drawGrid.js";
import type {Picture} from "./picture.js";

export interface TiedMatrixOptions extends Window2dOptions {
  readonly title?: string;
  /** Where the weights of the dense matrix are drawn from; 1 unless given. */
  readonly seed?: number;
  /** What is seen and what follows from it; the counts of weights unless given. */
  readonly alt?: string;
}

/** More columns would leave less than a unit for each. */
const MAX_SIDE = 240;

/**
 * Two layers as matrices: a dense one, in which every entry is a weight of its own, and beside it the convolution of a
 * kernel with an image of the same size, in which the same few weights come back in every row and all else is 0.
 *
 * @param size  [height, width] of the image; [1, length] for a signal.
 * @param kernel  [rows, columns], not flipped.
 * @param options  `strides` and `padding`, as `correlate2d` reads them; seed, title.
 * @returns A picture that a notebook displays: SVG, PNG, and its description as text.
 * @throws {RangeError} When the matrix has over 240 rows or columns.
 *
 * @example
 * String(tiedMatrix([1, 6], [[1, -1]])) // => "Dense matrix of 5 x 6: 30 weights. Tied matrix of the same size: 2 weights, the same in all 5 rows, and 20 zeros"
 */
export function tiedMatrix(
  size: readonly [number, number],
  kernel: Grid,
  options: TiedMatrixOptions = {},
): Picture {
  const {title, seed = 1, alt, ...window} = options;
  if (!Array.isArray(size) || size.length !== 2)
    throw new TypeError(`tiedMatrix: size must be [height, width], got ${brief(size)}`);
  const weights = rowsOf("tiedMatrix", "kernel", kernel);
  const tied = correlationMatrix(size, weights, window);
  const [rows, columns] = [tied.length, tied[0].length];
  if (Math.max(rows, columns) > MAX_SIDE)
    throw new RangeError(
      `tiedMatrix: the matrix must be at most ${MAX_SIDE} each way, got ${rows} x ${columns}`,
    );
  const limit = weights
    .flatMap(row => Array.from(row))
    .reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const random = new Random(seed);
  const dense = tied.map(row => row.map(() => random.uniform(-limit, limit)));
  const scale = Math.max(1, Math.floor(300 / Math.max(rows, columns)));
  const words = alt ?? describe(tied, weights.length * weights[0].length);
  const named = [
    {name: "dense: every entry its own", rows: dense},
    {name: "convolution: tied, mostly 0", rows: tied},
  ];
  return drawGrid("tiedMatrix", "matrix", named, {title, scale, gap: 28, colors: "diverging", alt: words});
}

function describe(tied: readonly number[][], count: number): string {
  const [rows, columns] = [tied.length, tied[0].length];
  const zeros = tied.flat().filter(value => value === 0).length;
  const weights = `${count} weight${count === 1 ? "" : "s"}`;
  return `Dense matrix of ${rows} x ${columns}: ${rows * columns} weights. Tied matrix of the same size: ${weights}, the same in all ${rows} rows, and ${zeros} zeros`;
}
