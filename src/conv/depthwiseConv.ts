import type {NdArray} from "../core/ndArray.js";
import {requireArray} from "../core/requireArray.js";
import {convVolume} from "./convVolume.js";
import {type ConvSlopes, convVolumeBackward} from "./convVolumeBackward.js";
import type {DilatedWindowOptions} from "./windowGeometry.js";

/**
 * Depthwise convolution: every channel has kernels of its own and is not mixed with the others. A grouped convolution with
 * one channel to a group.
 *
 * @param x  [height, width, channels] or [batch, height, width, channels]; not changed.
 * @param w  [rows, columns, channels, multiplier]: `multiplier` kernels for each channel.
 * @param b  [channels * multiplier]; no bias where it is left out.
 * @param options  `strides`, `padding`, `dilations`.
 * @returns [output height, output width, channels * multiplier], the maps of channel 0 first.
 * @throws {RangeError} When w has not as many channels as x.
 * @source Howard et al. (2017), "MobileNets", arXiv:1704.04861, section 3.1.
 *
 * @example
 * const x = NdArray.fromNested([[[1, 10], [2, 20]]]);
 * depthwiseConv(x, NdArray.fromNested([[[[1], [3]], [[1], [3]]]])).toNested() // => [[[3, 90]]]
 */
export function depthwiseConv(
  x: NdArray,
  w: NdArray,
  b?: NdArray,
  options: DilatedWindowOptions = {},
): NdArray {
  const {filters, groups} = asGroups("depthwiseConv", x, w);
  return convVolume(x, filters, b, {...options, groups});
}

/**
 * The backward pass of `depthwiseConv`.
 *
 * @param x  As in the forward pass; not changed.
 * @param w  As in the forward pass; not changed.
 * @param dy  Slope of the loss by each output, shaped as the output.
 * @param options  The options of the forward pass.
 *
 * @example
 * const x = NdArray.fromNested([[[1, 10]]]);
 * depthwiseConvBackward(x, NdArray.fromNested([[[[2], [3]]]]), NdArray.fromNested([[[5, 7]]])).dw.toNested() // => [[[[5], [70]]]]
 */
export function depthwiseConvBackward(
  x: NdArray,
  w: NdArray,
  dy: NdArray,
  options: DilatedWindowOptions = {},
): ConvSlopes {
  const {filters, groups} = asGroups("depthwiseConvBackward", x, w);
  const {dx, dw, db} = convVolumeBackward(x, filters, dy, {...options, groups});
  return {dx, dw: dw.reshape(w.shape), db};
}

/** The same numbers as the filters of a grouped convolution: each sees one channel. */
function asGroups(where: string, x: NdArray, w: NdArray): {filters: NdArray; groups: number} {
  const axes = ["rows", "columns", "channels", "multiplier"];
  const [rows, columns, channels, multiplier] = requireArray(where, "w", w, axes).shape;
  if (x.shape.at(-1) !== channels)
    throw new RangeError(`${where}: w must have ${x.shape.at(-1)} channels as x has, got shape [${w.shape}]`);
  return {filters: w.reshape([rows, columns, 1, channels * multiplier]), groups: channels};
}
