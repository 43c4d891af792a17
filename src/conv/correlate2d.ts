import {type Grid, rowsOf} from "../core/grid.js";
import {floatRows, placeWindow, type Window2dOptions} from "./placeWindow.js";

/**
 * Cross-correlation: the kernel is laid on the image at every place as it is, and the products are summed:
 * `out[y][x] = sum over i, j of image[y * stride + i][x * stride + j] * kernel[i][j]`. Libraries call this convolution.
 *
 * @param image  [height, width]; not changed. Sums are in Float64, so 8-bit pixels cannot overflow.
 * @param kernel  [rows, columns], not flipped.
 * @param options  `strides` and `padding`.
 * @returns [outputSize of the heights, outputSize of the widths].
 * @throws {RangeError} When the kernel is larger than the padded image.
 * @source Dumoulin and Visin (2016), arXiv:1603.07285, chapter 2.
 *
 * @example
 * correlate2d([[1, 2, 0], [0, 1, 3], [2, 1, 1]], [[1, 0], [-1, 2]]) // => [[3, 7], [0, 2]]
 * correlate2d([[1, 2, 3, 4]], [[1, 1]], {strides: 2}) // => [[3, 7]]
 */
export function correlate2d(image: Grid, kernel: Grid, options: Window2dOptions = {}): number[][] {
  const weights = floatRows(rowsOf("correlate2d", "kernel", kernel));
  const window = placeWindow("correlate2d", image, weights.length, weights[0].length, options);
  const {pixels, down, across} = window;
  const out: number[][] = [];
  for (let y = 0; y < window.height; y++) {
    const row: number[] = [];
    for (let x = 0; x < window.width; x++) {
      let sum = 0;
      for (let i = 0; i < weights.length; i++)
        for (let j = 0; j < weights[i].length; j++)
          sum += pixels[y * down + i][x * across + j] * weights[i][j];
      row.push(sum);
    }
    out.push(row);
  }
  return out;
}
