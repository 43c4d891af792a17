import type {NdArray} from "../core/ndArray.js";
import {requireArray} from "../core/requireArray.js";
import {convVolume} from "./convVolume.js";

/**
 * A 1 x 1 convolution: the same dense layer at every pixel. It looks at no neighbour and mixes the channels.
 * Its backward pass is that of `convVolume` with w as [1, 1, channels, filters].
 *
 * @param x  [height, width, channels] or [batch, height, width, channels]; not changed.
 * @param w  [channels, filters].
 * @param b  [filters]; no bias where it is left out.
 * @returns [height, width, filters], behind a batch axis where x has one.
 * @throws {RangeError} When w has not as many channels as x.
 * @source Lin, Chen and Yan (2013), "Network in network", arXiv:1312.4400.
 *
 * @example
 * const x = NdArray.fromNested([[[1, 2], [3, 4]]]);
 * pointwiseConv(x, NdArray.fromNested([[1, 0, 1], [0, 1, 1]])).toNested() // => [[[1, 2, 3], [3, 4, 7]]]
 */
export function pointwiseConv(x: NdArray, w: NdArray, b?: NdArray): NdArray {
  const matrix = requireArray("pointwiseConv", "w", w, ["channels", "filters"]);
  return convVolume(x, matrix.reshape([1, 1, ...matrix.shape]), b);
}
