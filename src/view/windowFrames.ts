import {correlate2d} from "../conv/correlate2d.js";
import {placeWindow} from "../conv/placeWindow.js";
import type {Window2dOptions} from "../conv/windowGeometry.js";
import {type Grid, rowsOf} from "../core/grid.js";

/** One place of the window, with all numbers of its sum. */
export interface WindowFrame {
  /** Place in the output. */
  readonly y: number;
  readonly x: number;
  /** First row and column of the window on the image; negative where it hangs over into the padding. */
  readonly top: number;
  readonly left: number;
  /** The pixels under the window, zeros of the padding included: [kernel height, kernel width]. */
  readonly patch: number[][];
  /** Pixel times weight, each: [kernel height, kernel width]. */
  readonly products: number[][];
  /** The sum of the products: `correlate2d(image, kernel, options)[y][x]`. */
  readonly sum: number;
}

/**
 * Every place of a sliding window, in reading order, with the arithmetic that `correlate2d` does there.
 *
 * @param image  [height, width]; not changed.
 * @param kernel  [rows, columns], not flipped.
 * @param options  `strides` and `padding`, as `correlate2d` reads them.
 * @returns One frame for each place.
 * @throws {RangeError} When the kernel is larger than the padded image.
 *
 * @example
 * windowFrames([[1, 2, 3]], [[10, 1]])[1].products // => [[20, 3]]
 * windowFrames([[1, 2, 3]], [[10, 1]]).map(frame => frame.sum) // => [12, 23]
 */
export function windowFrames(image: Grid, kernel: Grid, options: Window2dOptions = {}): WindowFrame[] {
  const weights = rowsOf("windowFrames", "kernel", kernel);
  const window = placeWindow("windowFrames", image, weights.length, weights[0].length, options);
  return correlate2d(image, kernel, options).flatMap((sums, y) =>
    sums.map((sum, x): WindowFrame => {
      const [top, left] = [y * window.down, x * window.across];
      const patch = Array.from(weights, (row, i) =>
        Array.from(row, (_, j) => window.pixels[top + i][left + j]),
      );
      const products = patch.map((row, i) => row.map((pixel, j) => pixel * weights[i][j]));
      return {y, x, top: top - window.top, left: left - window.left, patch, products, sum};
    }),
  );
}
