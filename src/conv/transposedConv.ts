import {requireInteger} from "../core/check.js";
import type {NdArray} from "../core/ndArray.js";
import {floatData, requireArray} from "../core/requireArray.js";
import {convVolume} from "./convVolume.js";
import {type ConvSlopes, convVolumeBackward} from "./convVolumeBackward.js";
import {eachOverlap} from "./eachOverlap.js";
import {biasesOf, biasSlopes, likeInput, startWithBiases, volumeOf} from "./volume.js";
import {type DilatedWindowOptions, type WindowGeometry, windowGeometry} from "./windowGeometry.js";

/** How the stamps of a transposed convolution lie. */
export interface TransposedOptions extends DilatedWindowOptions {
  /**
   * [height, width] of the result. Unless given, with padding `"same"` the input times the stride, else the smallest size
   * that a convolution with these options would bring back to the input's.
   */
  readonly outputSize?: readonly [number, number];
}

/**
 * Transposed convolution: each pixel of the input stamps the whole kernel, times its value, on the output, one stride from
 * stamp to stamp; where stamps overlap they add up. It is the matrix of a convolution, transposed: what `convVolume` does to
 * slopes on their way back.
 *
 * @param x  [height, width, channels] or [batch, height, width, channels]; not changed.
 * @param w  [rows, columns, filters, channels]: the filters of the convolution that leads the other way.
 * @param b  [filters]; no bias where it is left out.
 * @param options  `strides`, `padding` and `dilations` of the convolution that leads the other way, and `outputSize`.
 * @returns [output height, output width, filters], behind a batch axis where x has one.
 * @throws {RangeError} When no convolution with these options leads from the output's size to the input's.
 * @source Dumoulin and Visin (2016), arXiv:1603.07285, chapter 4.
 *
 * @example
 * const stamp = NdArray.fromNested([[[[1]], [[2]], [[3]]]]);
 * transposedConv(NdArray.fromNested([[[1], [10]]]), stamp, undefined, {strides: 2}).toNested() // => [[[1], [2], [13], [20], [30]]]
 */
export function transposedConv(
  x: NdArray,
  w: NdArray,
  b?: NdArray,
  options: TransposedOptions = {},
): NdArray {
  const input = volumeOf("transposedConv", "x", x);
  const {channels, data: values} = input;
  const {window, filters} = stamping("transposedConv", x, w, options);
  const pixels = input.batch * window.inputHeight * window.inputWidth;
  const out = startWithBiases(pixels * filters, biasesOf("transposedConv", b, filters));
  const weights = floatData(w);
  // The window slides over the output, which is larger; each place of it is one pixel of the input.
  eachOverlap(input.batch, window, (place, pixel, tap, run) => {
    for (let t = 0; t < run * filters; t++) {
      const weight = (tap * filters + t) * channels;
      let sum = 0;
      for (let c = 0; c < channels; c++) sum += values[place * channels + c] * weights[weight + c];
      out[pixel * filters + t] += sum;
    }
  });
  return likeInput(x, [window.inputHeight, window.inputWidth, filters], out);
}

/**
 * The backward pass of `transposedConv`: input and slopes change places in the passes of the ordinary convolution.
 *
 * @param x  As in the forward pass; not changed.
 * @param w  As in the forward pass; not changed.
 * @param dy  Slope of the loss by each output, shaped as the output.
 * @param options  The options of the forward pass.
 *
 * @example
 * const w = NdArray.fromNested([[[[1]], [[2]]]]);
 * transposedConvBackward(NdArray.fromNested([[[3]]]), w, NdArray.fromNested([[[5], [7]]])).dx.toNested() // => [[[19]]]
 */
export function transposedConvBackward(
  x: NdArray,
  w: NdArray,
  dy: NdArray,
  options: TransposedOptions = {},
): ConvSlopes {
  const {window, filters} = stamping("transposedConvBackward", x, w, options);
  const slopes = volumeOf("transposedConvBackward", "dy", dy);
  if (slopes.height !== window.inputHeight || slopes.width !== window.inputWidth)
    throw new RangeError(
      `transposedConvBackward: dy must be as large as the output [${window.inputHeight}, ${window.inputWidth}], got [${slopes.height}, ${slopes.width}]`,
    );
  const {top, bottom, left, right} = window;
  const padding = [
    [top, bottom],
    [left, right],
  ] as const;
  const forward = {strides: options.strides, dilations: options.dilations, padding};
  const {dw} = convVolumeBackward(dy, w, x, forward);
  return {dx: convVolume(dy, w, undefined, forward), dw, db: biasSlopes(slopes.data, filters)};
}

/** The window of the convolution that leads from the output back to the input. */
function stamping(
  where: string,
  x: NdArray,
  w: NdArray,
  options: TransposedOptions,
): {window: WindowGeometry; filters: number} {
  const {height, width, channels} = volumeOf(where, "x", x);
  const [rows, columns, filters, depth] = requireArray(where, "w", w, [
    "rows",
    "columns",
    "filters",
    "channels",
  ]).shape;
  if (depth !== channels)
    throw new RangeError(`${where}: w must have ${channels} channels as x has, got shape [${w.shape}]`);
  const [tall, wide] = options.outputSize ?? smallestSize(where, [height, width], [rows, columns], options);
  requireInteger(where, "outputSize", tall, 1);
  requireInteger(where, "outputSize", wide, 1);
  const window = windowGeometry(where, [tall, wide], [rows, columns], options);
  if (window.height !== height || window.width !== width)
    throw new RangeError(
      `${where}: a convolution must lead from the output [${tall}, ${wide}] to the input [${height}, ${width}], got [${window.height}, ${window.width}]`,
    );
  return {window, filters};
}

/** The smallest output: first to last stamp, less the padding that the convolution would add. */
function smallestSize(
  where: string,
  size: readonly [number, number],
  taps: readonly [number, number],
  options: TransposedOptions,
): [number, number] {
  // Padding other than "same" does not depend on the size, so any image that holds the window will tell it.
  const strides = windowGeometry(where, size, [1, 1], {strides: options.strides});
  if (options.padding === "same") return [size[0] * strides.down, size[1] * strides.across];
  const gaps = windowGeometry(where, [2 ** 20, 2 ** 20], taps, options);
  const tall = (taps[0] - 1) * gaps.rowGap + 1;
  const wide = (taps[1] - 1) * gaps.columnGap + 1;
  return [
    (size[0] - 1) * gaps.down + tall - gaps.top - gaps.bottom,
    (size[1] - 1) * gaps.across + wide - gaps.left - gaps.right,
  ];
}
