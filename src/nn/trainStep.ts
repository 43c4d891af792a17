import {NdArray} from "../core/ndArray.js";
import {requireShape} from "../core/requireArray.js";
import type {Network} from "./buildNetwork.js";
import {clearGradients} from "./layer.js";
import type {Optimizer} from "./optimizer.js";
import {addPenalty, type PenaltyOptions} from "./penalty.js";
import {bestClasses, softmaxCrossEntropy} from "./softmax.js";

/**
 * One step of training: forward, loss, backward, change.
 *
 * @param network  Its parameters are changed.
 * @param x  A batch, [batch, ...input shape].
 * @param targets  Labels, or target probabilities [batch, classes], as `softmaxCrossEntropy` reads them.
 * @param optimizer  Remembers what it needs from step to step: use one for the whole run.
 * @param rate  Learning rate of this step.
 * @param penalty  `l1` and `l2`, as `addPenalty` reads them.
 * @returns The batch's loss before the step, penalty included.
 *
 * @example
 * const network = buildNetwork([2], mlpLayers([2]), {random: new Random(1), weights: constant(0)});
 * const x = NdArray.fromNested([[1, 0], [0, 1]]);
 * trainStep(network, x, [0, 1], sgd(), 1) === Math.log(2) // => true
 * accuracyOf(network, x, [0, 1]) // => 1
 */
export function trainStep(
  network: Network,
  x: NdArray,
  targets: ArrayLike<number> | NdArray,
  optimizer: Optimizer,
  rate: number,
  penalty: PenaltyOptions = {},
): number {
  clearGradients(network.parameters);
  const {loss, slopes} = softmaxCrossEntropy(network.forward(x, true), targets);
  network.backward(slopes);
  const price = addPenalty(network.parameters, penalty);
  optimizer.step(network.parameters, rate);
  return loss + price;
}

/**
 * Share of the examples whose class gets the highest score, 0 to 1; at test time: nothing is dropped, running statistics are used.
 *
 * @param network  Not changed.
 * @param x  [batch, ...input shape].
 * @param labels  The class of each example.
 * @throws {RangeError} When there are not as many labels as examples.
 *
 * @example
 * const network = buildNetwork([1], mlpLayers([2]), {random: new Random(1), weights: constant(0)});
 * accuracyOf(network, NdArray.fromNested([[5], [6]]), [0, 1]) // => 0.5
 */
export function accuracyOf(network: Network, x: NdArray, labels: ArrayLike<number>): number {
  const best = bestClasses(network.forward(x));
  if (labels?.length !== best.length)
    throw new RangeError(
      `accuracyOf: labels must be one for each of ${best.length} examples, got ${labels?.length}`,
    );
  return best.filter((label, n) => label === labels[n]).length / best.length;
}

/**
 * The images of a batch, one behind the other, with a channel axis: what a network takes.
 *
 * @param images  Equally large: [height, width] each, or [height, width, channels].
 * @returns [batch, height, width, channels].
 * @throws {RangeError} When sizes differ.
 *
 * @example
 * stackImages([NdArray.zeros([28, 28]), NdArray.zeros([28, 28])]).shape // => [2, 28, 28, 1]
 */
export function stackImages(images: readonly NdArray[]): NdArray {
  const {shape} = images[0] ?? NdArray.zeros([0, 0]);
  const data = new Float64Array(images.length * (images[0]?.data.length ?? 0));
  for (const [n, image] of images.entries())
    data.set(requireShape("stackImages", `images[${n}]`, image, shape).data, n * image.data.length);
  return new NdArray([images.length, ...(shape.length === 2 ? [...shape, 1] : shape)], data);
}
