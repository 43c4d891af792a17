import {convVolume} from "../conv/convVolume.js";
import type {Window2dOptions} from "../conv/windowGeometry.js";
import type {NdArray} from "../core/ndArray.js";
import {channelsOf} from "./channels.js";
import {kernelOf} from "./layerKernels.js";
import {windowFrames} from "./windowFrames.js";

/** One place of the window under one filter, with all numbers of its sum. */
export interface VolumeFrame {
  readonly filter: number;
  /** Place in the output. */
  readonly y: number;
  readonly x: number;
  /** First row and column of the window on the volume; negative where it hangs over into the padding. */
  readonly top: number;
  readonly left: number;
  /** For each channel the pixels under the window, zeros of the padding included, and the sum of their products. */
  readonly channels: readonly {readonly patch: number[][]; readonly sum: number}[];
  readonly bias: number;
  /** The sums of the channels and the bias: `convVolume(x, w, b, options)` at (y, x, filter). */
  readonly sum: number;
}

/**
 * Every place of every filter over a volume, filter by filter, with the arithmetic that `convVolume` does there.
 *
 * @param x  [height, width, channels]; not changed.
 * @param w  [rows, columns, channels, filters].
 * @param b  [filters]; zeros where it is left out.
 * @param options  `strides` and `padding`, as `convVolume` reads them.
 * @returns filters * places frames.
 * @throws {RangeError} When channels, filters and biases do not fit one another.
 *
 * @example
 * const x = NdArray.fromNested([[[1, 2], [3, 4]]]); // one row, two pixels, two channels
 * const w = NdArray.fromNested([[[[10], [1]]]]); // 1 x 1, two channels, one filter
 * volumeFrames(x, w).map(frame => [frame.channels[0].sum, frame.channels[1].sum, frame.sum]) // => [[10, 2, 12], [30, 4, 34]]
 */
export function volumeFrames(
  x: NdArray,
  w: NdArray,
  b?: NdArray,
  options: Window2dOptions = {},
): VolumeFrame[] {
  const planes = channelsOf("volumeFrames", "x", x);
  const out = convVolume(x, w, b, options);
  const filters = out.shape[2];
  return Array.from({length: filters}, (_, filter) => {
    const walks = planes.map((plane, c) => windowFrames(plane, kernelOf(w, c, filter), options));
    return walks[0].map(({y, x: column, top, left}, n): VolumeFrame => {
      const channels = walks.map(walk => ({patch: walk[n].patch, sum: walk[n].sum}));
      return {
        filter,
        y,
        x: column,
        top,
        left,
        channels,
        bias: b?.at(filter) ?? 0,
        sum: out.at(y, column, filter),
      };
    });
  }).flat();
}
