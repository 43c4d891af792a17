import {type Grid, rowsOf} from "../core/grid.js";
import {correlate2d} from "./correlate2d.js";
import type {DilatedWindowOptions} from "./windowGeometry.js";

/**
 * The grid turned by half a turn: first row last, and each row backwards.
 *
 * @param grid  [height, width]; not changed.
 * @returns [height, width].
 *
 * @example
 * flip2d([[1, 2], [3, 4]]) // => [[4, 3], [2, 1]]
 */
export function flip2d(grid: Grid): number[][] {
  return Array.from(rowsOf("flip2d", "grid", grid), row => Array.from(row).reverse()).reverse();
}

/**
 * Convolution in the sense of mathematics: cross-correlation with the kernel turned by half a turn. With padding `"full"`
 * image and kernel may change places.
 *
 * @param image  [height, width]; not changed.
 * @param kernel  [rows, columns]; flipped on both axes before it is laid on the image.
 * @param options  `strides`, `padding` and `dilations`, as `correlate2d` reads them.
 * @returns [outputSize of the heights, outputSize of the widths].
 * @throws {RangeError} When the kernel is larger than the padded image.
 *
 * @example
 * convolve2d([[1, 2, 0], [0, 1, 3], [2, 1, 1]], [[1, 0], [-1, 2]]) // => [[1, 7], [0, 0]]
 */
export function convolve2d(image: Grid, kernel: Grid, options: DilatedWindowOptions = {}): number[][] {
  rowsOf("convolve2d", "image", image);
  rowsOf("convolve2d", "kernel", kernel);
  return correlate2d(image, flip2d(kernel), options);
}
