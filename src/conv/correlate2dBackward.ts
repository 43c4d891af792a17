import {type Grid, rowsOf} from "../core/grid.js";
import {floatRows} from "./placeWindow.js";
import {type DilatedWindowOptions, windowGeometry} from "./windowGeometry.js";

/** What a loss owes to an image and to a kernel. */
export interface ImageSlopes {
  /** Slope of the loss by each pixel, [height, width]. */
  readonly dImage: number[][];
  /** Slope of the loss by each weight, [rows, columns]. */
  readonly dKernel: number[][];
}

/**
 * The backward pass of `correlate2d`: every product of the forward pass hands its slope to both factors, times the other
 * one. Without stride, `dImage` is the full convolution of the slopes with the kernel (this is where the flip comes from),
 * and `dKernel` the correlation of the image with the slopes.
 *
 * @param image  [height, width], as in the forward pass; not changed.
 * @param kernel  [rows, columns], as in the forward pass; not changed.
 * @param slopes  Slope of the loss by each output, as large as the output.
 * @param options  The options of the forward pass.
 * @throws {RangeError} When the slopes are not as large as the output.
 *
 * @example
 * correlate2dBackward([[1, 2], [3, 4]], [[5, 6]], [[1], [10]]).dImage // => [[5, 6], [50, 60]]
 * correlate2dBackward([[1, 2], [3, 4]], [[5, 6]], [[1], [10]]).dKernel // => [[31, 42]]
 */
export function correlate2dBackward(
  image: Grid,
  kernel: Grid,
  slopes: Grid,
  options: DilatedWindowOptions = {},
): ImageSlopes {
  const where = "correlate2dBackward";
  const pixels = floatRows(rowsOf(where, "image", image));
  const weights = floatRows(rowsOf(where, "kernel", kernel));
  const dOut = rowsOf(where, "slopes", slopes);
  const window = windowGeometry(
    where,
    [pixels.length, pixels[0].length],
    [weights.length, weights[0].length],
    options,
  );
  if (dOut.length !== window.height || dOut[0].length !== window.width)
    throw new RangeError(
      `${where}: slopes must be as large as the output [${window.height}, ${window.width}], got [${dOut.length}, ${dOut[0].length}]`,
    );
  const dImage = pixels.map(row => new Array<number>(row.length).fill(0));
  const dKernel = weights.map(row => new Array<number>(row.length).fill(0));
  for (let y = 0; y < window.height; y++) {
    for (let x = 0; x < window.width; x++) {
      for (let i = 0; i < window.rows; i++) {
        for (let j = 0; j < window.columns; j++) {
          const from = y * window.down + i * window.rowGap - window.top;
          const at = x * window.across + j * window.columnGap - window.left;
          if (pixels[from]?.[at] === undefined) continue; // a zero of the padding: nothing to learn
          dImage[from][at] += dOut[y][x] * weights[i][j];
          dKernel[i][j] += dOut[y][x] * pixels[from][at];
        }
      }
    }
  }
  return {dImage, dKernel};
}
