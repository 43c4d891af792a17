import type * as TF from "@tensorflow/tfjs";
import {hasKernel} from "../ops/groupedKernels.js";
import {
  BATCH_NORM_TRAINING,
  type BatchNormAttributes,
  registerBatchNormGradient,
} from "./batchNormKernels.js";

/** What TensorFlow.js's layer has inside. */
interface BatchNormLayer {
  readonly axis: number;
  readonly momentum: number;
  readonly epsilon: number;
  readonly gamma?: TF.LayerVariable | null;
  readonly beta?: TF.LayerVariable | null;
  readonly movingMean: TF.LayerVariable;
  readonly movingVariance: TF.LayerVariable;
}

type Call = (
  this: BatchNormLayer,
  inputs: TF.Tensor | TF.Tensor[],
  kwargs: {readonly training?: boolean},
) => TF.Tensor;

/**
 * Lets `tf.layers.batchNormalization` train in one call on backends that have the kernel; everything else stays as it is. The class
 * is not exported, so its prototype is reached through an object, and changed in place: models that exist already see it too.
 */
export function fuseBatchNormLayer(tf: typeof TF): void {
  registerBatchNormGradient(tf);
  // With a name of its own it does not use up a number of those that layers without a name get.
  const layer = tf.layers.batchNormalization({name: "kernelbook_prototype"});
  const prototype = Object.getPrototypeOf(layer) as {call: Call};
  const stock = prototype.call;
  prototype.call = function (inputs, kwargs) {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    const channelsLast = this.axis === -1 || this.axis === x.rank - 1;
    if (kwargs?.training !== true || !channelsLast || x.rank < 2 || !hasKernel(tf, BATCH_NORM_TRAINING)) {
      return stock.call(this, inputs, kwargs);
    }
    return tf.tidy(() => train(tf, this, x));
  };
}

function train(tf: typeof TF, layer: BatchNormLayer, x: TF.Tensor): TF.Tensor {
  const channels = x.shape[x.rank - 1];
  // [batch, 1, pixels, channels], whatever the rank: the statistics are those of each channel.
  const image = x.rank === 4 ? x : tf.reshape(x, [x.shape[0], 1, -1, channels]);
  const inputs = {
    x: image,
    gamma: layer.gamma?.read() ?? tf.ones([channels]),
    beta: layer.beta?.read() ?? tf.zeros([channels]),
    movingMean: layer.movingMean.read(),
    movingVariance: layer.movingVariance.read(),
  };
  const attributes: BatchNormAttributes = {epsilon: layer.epsilon, momentum: layer.momentum};
  const [y, mean, variance] = tf
    .engine()
    .runKernel(BATCH_NORM_TRAINING, inputs, {...attributes}) as TF.Tensor[];
  layer.movingMean.write(mean);
  layer.movingVariance.write(variance);
  return x.rank === 4 ? y : tf.reshape(y, x.shape);
}
