import type {NdArray} from "../core/ndArray.js";
import {convVolume} from "./convVolume.js";
import {convVolumeBackward} from "./convVolumeBackward.js";
import {depthwiseConv, depthwiseConvBackward} from "./depthwiseConv.js";
import type {DilatedWindowOptions} from "./windowGeometry.js";

/**
 * Depthwise-separable convolution: one kernel for each channel looks around, then a 1 x 1 convolution mixes the channels.
 * `rows * columns * channels + channels * filters` weights in the place of `rows * columns * channels * filters`.
 *
 * @param x  [height, width, channels] or [batch, height, width, channels]; not changed.
 * @param depthwise  [rows, columns, channels, multiplier].
 * @param pointwise  [1, 1, channels * multiplier, filters].
 * @param b  [filters], added after the mixing; no bias where it is left out.
 * @param options  `strides`, `padding`, `dilations` of the depthwise part.
 * @returns [output height, output width, filters].
 * @throws {RangeError} When the two parts do not fit one another or x.
 * @source Chollet (2017), "Xception", arXiv:1610.02357.
 *
 * @example
 * const x = NdArray.fromNested([[[1, 10], [2, 20]]]);
 * const [around, mix] = [[[[[1], [3]], [[1], [3]]]], [[[[1], [1]]]]].map(part => NdArray.fromNested(part));
 * separableConv(x, around, mix).toNested() // => [[[93]]]
 */
export function separableConv(
  x: NdArray,
  depthwise: NdArray,
  pointwise: NdArray,
  b?: NdArray,
  options: DilatedWindowOptions = {},
): NdArray {
  return convVolume(depthwiseConv(x, depthwise, undefined, options), pointwise, b);
}

/** Slopes of the loss by the parts of a separable convolution. */
export interface SeparableSlopes {
  readonly dx: NdArray;
  readonly dDepthwise: NdArray;
  readonly dPointwise: NdArray;
  readonly db: NdArray;
}

/**
 * The backward pass of `separableConv`: back through the mixing, then through the depthwise part.
 *
 * @param x  As in the forward pass, like the weights; not changed.
 * @param dy  Slope of the loss by each output, shaped as the output.
 * @param options  The options of the forward pass.
 *
 * @example
 * const [x, around, mix, dy] = [[[[2]]], [[[[3]]]], [[[[5]]]], [[[7]]]].map(part => NdArray.fromNested(part));
 * separableConvBackward(x, around, mix, dy).dDepthwise.toNested() // => [[[[70]]]]
 */
export function separableConvBackward(
  x: NdArray,
  depthwise: NdArray,
  pointwise: NdArray,
  dy: NdArray,
  options: DilatedWindowOptions = {},
): SeparableSlopes {
  const between = depthwiseConv(x, depthwise, undefined, options);
  const mixing = convVolumeBackward(between, pointwise, dy);
  const around = depthwiseConvBackward(x, depthwise, mixing.dx, options);
  return {dx: around.dx, dDepthwise: around.dw, dPointwise: mixing.dw, db: mixing.db};
}
