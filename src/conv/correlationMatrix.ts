import {requireInteger} from "../core/check.js";
import {type Grid, rowsOf} from "../core/grid.js";
import {type DilatedWindowOptions, windowGeometry} from "./windowGeometry.js";

/**
 * The matrix of a correlation: `correlate2d(image, kernel)` read row by row is this matrix times the image read row by row.
 * One row for each place, one column for each pixel; each row holds the same weights (they are tied), moved along, and
 * zeros elsewhere. For one row of pixels this is a Toeplitz matrix: every diagonal holds one number.
 *
 * @param size  [height, width] of the image, in pixels.
 * @param kernel  [rows, columns]; not changed.
 * @param options  `strides`, `padding` and `dilations`, as `correlate2d` reads them.
 * @returns [places, height * width].
 * @throws {RangeError} When the kernel is larger than the padded image.
 *
 * @example
 * correlationMatrix([1, 4], [[5, 6]]) // => [[5, 6, 0, 0], [0, 5, 6, 0], [0, 0, 5, 6]]
 */
export function correlationMatrix(
  size: readonly [number, number],
  kernel: Grid,
  options: DilatedWindowOptions = {},
): number[][] {
  for (const length of size) requireInteger("correlationMatrix", "size", length, 1);
  const weights = rowsOf("correlationMatrix", "kernel", kernel);
  const window = windowGeometry("correlationMatrix", size, [weights.length, weights[0].length], options);
  const matrix: number[][] = [];
  for (let y = 0; y < window.height; y++) {
    for (let x = 0; x < window.width; x++) {
      const row = new Array<number>(window.inputHeight * window.inputWidth).fill(0);
      for (let i = 0; i < window.rows; i++) {
        for (let j = 0; j < window.columns; j++) {
          const from = y * window.down + i * window.rowGap - window.top;
          const at = x * window.across + j * window.columnGap - window.left;
          const inside = from >= 0 && from < window.inputHeight && at >= 0 && at < window.inputWidth;
          if (inside) row[from * window.inputWidth + at] = weights[i][j];
        }
      }
      matrix.push(row);
    }
  }
  return matrix;
}
