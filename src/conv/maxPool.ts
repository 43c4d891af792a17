import {brief, requireInteger} from "../core/check.js";
import {NdArray} from "../core/ndArray.js";
import {floatData, requireShape} from "../core/requireArray.js";
import {eachOverlap} from "./eachOverlap.js";
import {likeInput, type Volume, volumeOf} from "./volume.js";
import {type Window2dOptions, type WindowGeometry, windowGeometry} from "./windowGeometry.js";

/** Side of a pooling window in pixels, or [rows, columns]. */
export type PoolSize = number | readonly [number, number];

/** The maxima and where they stood. */
export interface Pooled {
  /** The largest value under each window, [output height, output width, channels], behind a batch axis where x has one. */
  readonly y: NdArray;
  /** For each output, the place of its value in the data of x (the first in reading order of several equal ones); shaped as y. */
  readonly winners: NdArray;
}

/**
 * Max pooling: the largest value under each window, channel by channel, and a record of who won. Padding takes no part: its
 * zeros must not win over negative numbers. A window of 1 with a stride keeps every second (third, ...) pixel.
 *
 * @param x  [height, width, channels] or [batch, height, width, channels]; not changed.
 * @param size  Side of the window in pixels, or [rows, columns].
 * @param options  `strides`, as long as the window unless given; `padding`.
 * @throws {RangeError} When the window is larger than the padded volume, or lies on padding only.
 *
 * @example
 * const {y, winners} = maxPool(NdArray.fromNested([[[1], [3]], [[4], [2]]]), 2);
 * y.toNested() // => [[[4]]]
 * winners.toNested() // => [[[2]]]
 */
export function maxPool(x: NdArray, size: PoolSize, options: Window2dOptions = {}): Pooled {
  const {input, window} = poolWindow("maxPool", x, size, options);
  const {batch, channels, data} = input;
  const count = batch * window.height * window.width * channels;
  const winners = new Int32Array(count).fill(-1);
  eachOverlap(batch, window, (place, pixel, _, run) => {
    for (let t = 0; t < run; t++) {
      for (let c = 0; c < channels; c++) {
        const to = place * channels + c;
        const from = (pixel + t) * channels + c;
        if (winners[to] === -1 || data[from] > data[winners[to]]) winners[to] = from;
      }
    }
  });
  if (winners.includes(-1))
    throw new RangeError(
      `maxPool: every window must touch the input, got padding as wide as the window ${brief(size)}`,
    );
  const values = new Float64Array(winners).map(from => data[from]);
  const y = likeInput(x, [window.height, window.width, channels], values);
  return {y, winners: new NdArray(y.shape, winners)};
}

/** How the slope of a maximum is shared when several inputs are equally large. */
export interface TieOptions extends Window2dOptions {
  /**
   * `"first"` (unless given): the recorded winner takes all, as libraries do it. `"all"`: every one of them gets the whole slope,
   * the sub-gradient read term by term; on ties it hands out more than came in.
   */
  readonly ties?: "first" | "all";
}

/**
 * The backward pass of `maxPool`: the slope of each maximum goes to where the maximum stood; the others changed nothing.
 *
 * @param x  As in the forward pass; not changed.
 * @param size  As in the forward pass.
 * @param dy  Slope of the loss by each maximum, shaped as y.
 * @param options  The options of the forward pass, and `ties`.
 * @returns Slope of the loss by each input, shaped as x.
 * @throws {RangeError} When dy has not the output's shape.
 *
 * @example
 * const [x, dy] = [[[[5], [5]], [[1], [2]]], [[[10]]]].map(part => NdArray.fromNested(part));
 * maxPoolBackward(x, 2, dy).toNested() // => [[[10], [0]], [[0], [0]]]
 * maxPoolBackward(x, 2, dy, {ties: "all"}).toNested() // => [[[10], [10]], [[0], [0]]]
 */
export function maxPoolBackward(x: NdArray, size: PoolSize, dy: NdArray, options: TieOptions = {}): NdArray {
  const {ties = "first"} = options;
  if (ties !== "first" && ties !== "all")
    throw new TypeError(`maxPoolBackward: ties must be "first" or "all", got ${brief(ties)}`);
  const {y, winners} = maxPool(x, size, options);
  const slopes = floatData(requireShape("maxPoolBackward", "dy", dy, y.shape));
  const {input, window} = poolWindow("maxPoolBackward", x, size, options);
  const {batch, channels, data} = input;
  const dx = new Float64Array(data.length);
  if (ties === "first") {
    for (let to = 0; to < slopes.length; to++) dx[winners.data[to]] += slopes[to];
  } else {
    eachOverlap(batch, window, (place, pixel, _, run) => {
      for (let t = 0; t < run; t++) {
        for (let c = 0; c < channels; c++) {
          const to = place * channels + c;
          const from = (pixel + t) * channels + c;
          if (data[from] === y.data[to]) dx[from] += slopes[to];
        }
      }
    });
  }
  return new NdArray(x.shape, dx);
}

/** The input and the window of a pooling layer; its stride is the window's length unless given. */
export function poolWindow(
  where: string,
  x: NdArray,
  size: PoolSize,
  options: Window2dOptions,
): {input: Volume; window: WindowGeometry} {
  const input = volumeOf(where, "x", x);
  const taps = typeof size === "number" ? ([size, size] as const) : size;
  if (!Array.isArray(taps) || taps.length !== 2)
    throw new TypeError(`${where}: size must be a number or [rows, columns], got ${brief(size)}`);
  const [rows, columns] = taps;
  requireInteger(where, "size", rows, 1);
  requireInteger(where, "size", columns, 1);
  const {strides = [rows, columns], padding} = options;
  return {
    input,
    window: windowGeometry(where, [input.height, input.width], [rows, columns], {strides, padding}),
  };
}
