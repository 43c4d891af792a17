import {maxPool, maxPoolBackward} from "../conv/maxPool.js";
import {meanPool, meanPoolBackward} from "../conv/meanPool.js";
import {placeWindow} from "../conv/placeWindow.js";
import {brief} from "../core/check.js";
import {type Grid, rowsOf} from "../core/grid.js";
import {NdArray} from "../core/ndArray.js";

/** How a window pools, and what comes back. */
export interface PoolOptions {
  /** `"max"` unless given. */
  readonly kind?: "max" | "mean";
  /** Pixels from one window to the next; the window's side unless given, so that windows do not overlap. */
  readonly stride?: number;
  /** Which of several equal maxima gets the slope: the first in reading order unless given, or each of them. */
  readonly ties?: "first" | "all";
  /** Slope of the loss by each output; 1, 2, 3, ... unless given, so that each can be told from the others. */
  readonly slopes?: Grid;
}

/** One window of a pooling layer, forward and back. */
export interface PoolFrame {
  /** Place in the output. */
  readonly y: number;
  readonly x: number;
  /** First row and column of the window on the image. */
  readonly top: number;
  readonly left: number;
  readonly patch: number[][];
  /** What the window gives: its maximum or its mean. */
  readonly value: number;
  /** Slope of the loss by that value. */
  readonly slope: number;
  /** The pixels that the slope goes to, as [row, column] of the image. */
  readonly receivers: readonly (readonly [number, number])[];
  /** What each of them gets of it. */
  readonly share: number;
  /** Slope of the loss by each pixel after this window and those before it. */
  readonly sofar: number[][];
}

/**
 * Every window of a pooling layer in reading order: what it gives, and where its slope goes on the way back.
 *
 * @param image  [height, width]; not changed.
 * @param size  Side of the window, in pixels.
 * @param options  Kind, stride, ties, slopes.
 * @returns One frame for each window.
 * @throws {RangeError} When the window is larger than the image, or slopes has not the output's shape.
 *
 * @example
 * poolFrames([[1, 5], [2, 0]], 2).map(({value, receivers}) => [value, receivers]) // => [[5, [[0, 1]]]]
 * poolFrames([[1, 5], [2, 0]], 2, {kind: "mean", slopes: [[8]]})[0].sofar // => [[2, 2], [2, 2]]
 */
export function poolFrames(image: Grid, size: number, options: PoolOptions = {}): PoolFrame[] {
  const {kind = "max", stride = size, ties = "first"} = options;
  if (kind !== "max" && kind !== "mean")
    throw new TypeError(`poolFrames: kind must be "max" or "mean", got ${brief(kind)}`);
  const window = placeWindow("poolFrames", image, size, size, {strides: stride});
  const pixels = window.pixels;
  const volume = volumeOf(pixels);
  const moves = {strides: stride};
  const pooled = kind === "max" ? maxPool(volume, size, moves).y : meanPool(volume, size, moves);
  const [height, width] = pooled.shape;
  const slopes = options.slopes
    ? rowsOf("poolFrames", "slopes", options.slopes)
    : Array.from({length: height}, (_, y) => Array.from({length: width}, (_, x) => y * width + x + 1));
  if (slopes.length !== height || slopes[0].length !== width)
    throw new RangeError(
      `poolFrames: slopes must be as large as the output, ${height} x ${width}, got ${slopes.length} x ${slopes[0].length}`,
    );
  /** Slopes of the first `count` windows alone, carried back. */
  const back = (from: number, to: number, unit = false) => {
    const part = new Float64Array(height * width);
    for (let n = from; n < to; n++) part[n] = unit ? 1 : slopes[Math.floor(n / width)][n % width];
    const dy = new NdArray(pooled.shape, part);
    const dx =
      kind === "max"
        ? maxPoolBackward(volume, size, dy, {...moves, ties})
        : meanPoolBackward(volume, size, dy, moves);
    return gridOf(dx);
  };
  return Array.from({length: height * width}, (_, n): PoolFrame => {
    const [y, x] = [Math.floor(n / width), n % width];
    const [top, left] = [y * stride, x * stride];
    const patch = Array.from({length: size}, (_, i) =>
      Array.from({length: size}, (_, j) => pixels[top + i][left + j]),
    );
    const alone = back(n, n + 1, true);
    const receivers = alone.flatMap((row, i) =>
      row.flatMap((part, j) => (part > 0 ? [[i, j] as const] : [])),
    );
    const slope = slopes[y][x];
    const share = slope * alone[receivers[0][0]][receivers[0][1]];
    return {
      y,
      x,
      top,
      left,
      patch,
      value: pooled.at(y, x, 0),
      slope,
      receivers,
      share,
      sofar: back(0, n + 1),
    };
  });
}

function volumeOf(rows: ReadonlyArray<ArrayLike<number>>): NdArray {
  const values = rows.flatMap(row => Array.from(row));
  return new NdArray([rows.length, rows[0].length, 1], Float64Array.from(values));
}

function gridOf({shape, data}: NdArray): number[][] {
  return Array.from({length: shape[0]}, (_, y) =>
    Array.from(data.subarray(y * shape[1], (y + 1) * shape[1])),
  );
}
