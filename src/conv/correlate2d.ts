import {type Grid, rowsOf} from "../core/grid.js";
import {floatRows} from "./placeWindow.js";
import {type DilatedWindowOptions, windowGeometry} from "./windowGeometry.js";

/**
 * Cross-correlation: the kernel is laid on the image at every place as it is, and the products are summed:
 * `out[y][x] = sum over i, j of image[y * stride + i * dilation][x * stride + j * dilation] * kernel[i][j]`. Libraries call
 * this convolution. Where the window hangs over the edge, zero padding adds nothing to the sum.
 *
 * @param image  [height, width]; not changed. Sums are in Float64, so 8-bit pixels cannot overflow.
 * @param kernel  [rows, columns], not flipped.
 * @param options  `strides`, `padding` and `dilations`.
 * @returns [outputSize of the heights, outputSize of the widths].
 * @throws {RangeError} When the kernel is larger than the padded image.
 * @source Dumoulin and Visin (2016), arXiv:1603.07285, chapter 2.
 *
 * @example
 * correlate2d([[1, 2, 0], [0, 1, 3], [2, 1, 1]], [[1, 0], [-1, 2]]) // => [[3, 7], [0, 2]]
 * correlate2d([[1, 2, 3, 4]], [[1, 1]], {strides: 2}) // => [[3, 7]]
 * correlate2d([[1, 2, 3, 4]], [[1, 1]], {dilations: 2}) // => [[4, 6]]
 */
export function correlate2d(image: Grid, kernel: Grid, options: DilatedWindowOptions = {}): number[][] {
  const pixels = floatRows(rowsOf("correlate2d", "image", image));
  const weights = floatRows(rowsOf("correlate2d", "kernel", kernel));
  const window = windowGeometry(
    "correlate2d",
    [pixels.length, pixels[0].length],
    [weights.length, weights[0].length],
    options,
  );
  const out: number[][] = [];
  for (let y = 0; y < window.height; y++) {
    const row: number[] = [];
    for (let x = 0; x < window.width; x++) {
      let sum = 0;
      for (let i = 0; i < window.rows; i++) {
        const from = y * window.down + i * window.rowGap - window.top;
        if (from < 0 || from >= window.inputHeight) continue;
        for (let j = 0; j < window.columns; j++) {
          const at = x * window.across + j * window.columnGap - window.left;
          if (at >= 0 && at < window.inputWidth) sum += pixels[from][at] * weights[i][j];
        }
      }
      row.push(sum);
    }
    out.push(row);
  }
  return out;
}
