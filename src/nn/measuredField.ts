import {requireInteger} from "../core/check.js";
import {NdArray} from "../core/ndArray.js";
import {requireArray} from "../core/requireArray.js";
import type {Layer} from "./layer.js";

/** The pixels of an input whose change changes one output. */
export interface MeasuredField {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
  /** Sum over the channels of the absolute slope of the output by each pixel, [height, width] of the input. */
  readonly slopes: NdArray;
}

/**
 * The receptive field by the gradient: one output's slope is sent back through the network, and the pixels that it reaches are
 * the field. Padding is cut off, and ReLU and max pooling let through only what this one image lights: the field in effect.
 *
 * @param network  Its last output is a map; its gradients are added to.
 * @param image  [1, height, width, channels].
 * @param place  Row and column of the output; its first channel is taken.
 * @throws {RangeError} When the place lies outside of the output.
 * @source Luo et al. (2016), "Understanding the effective receptive field in deep convolutional neural networks", arXiv:1701.04128.
 *
 * @example
 * const network = buildNetwork([9, 9, 1], [1, 2].map(() => ({kind: "conv" as const, filters: 1, kernelSize: 3})), {random: new Random(1)});
 * const {top, height} = measuredField(network, NdArray.zeros([1, 9, 9, 1]), [2, 0]);
 * [top, height] // => [2, 5]
 */
export function measuredField(
  network: Layer,
  image: NdArray,
  place: readonly [number, number],
): MeasuredField {
  const axes = ["1", "height", "width", "channels"];
  const [, height, width, channels] = requireArray("measuredField", "image", image, axes).shape;
  const output = requireArray("measuredField", "output", network.forward(image), axes);
  const [, rows, columns, filters] = output.shape;
  const [y, x] = place;
  requireInteger("measuredField", "place", y, 0);
  requireInteger("measuredField", "place", x, 0);
  if (y >= rows || x >= columns)
    throw new RangeError(`measuredField: place must lie on the output [${rows}, ${columns}], got [${place}]`);
  const dy = NdArray.zeros(output.shape);
  dy.data[(y * columns + x) * filters] = 1;
  const dx = network.backward(dy);
  const slopes = NdArray.zeros([height, width]);
  let [top, left, bottom, right] = [height, width, 0, 0];
  for (let pixel = 0; pixel < height * width; pixel++) {
    for (let c = 0; c < channels; c++) slopes.data[pixel] += Math.abs(dx.data[pixel * channels + c]);
    if (slopes.data[pixel] === 0) continue;
    const [row, column] = [Math.floor(pixel / width), pixel % width];
    [top, bottom] = [Math.min(top, row), Math.max(bottom, row + 1)];
    [left, right] = [Math.min(left, column), Math.max(right, column + 1)];
  }
  return {top, left, height: Math.max(0, bottom - top), width: Math.max(0, right - left), slopes};
}
