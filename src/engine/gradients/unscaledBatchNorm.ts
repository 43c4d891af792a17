import type * as TF from "@tensorflow/tfjs";

/** What TensorFlow.js's layer has inside. */
interface BatchNormLayer {
  readonly axis: number;
  readonly gamma?: TF.LayerVariable | null;
  readonly beta?: TF.LayerVariable | null;
}

type Call = (
  this: BatchNormLayer,
  inputs: TF.Tensor | TF.Tensor[],
  kwargs?: {readonly training?: boolean},
) => TF.Tensor;

/**
 * Lets `tf.layers.batchNormalization({scale: false})` or `{center: false}` train: TensorFlow.js 4.22 reads the missing weights and
 * throws. They stand for 1 and 0. The class is not exported, so its prototype is reached through an object.
 */
export function mendUnscaledBatchNorm(tf: typeof TF): void {
  // With a name of its own it does not use up a number of those that layers without a name get.
  const layer = tf.layers.batchNormalization({name: "kernelbook_unscaled"});
  const prototype = Object.getPrototypeOf(layer) as {call: Call};
  const stock = prototype.call;
  prototype.call = function (inputs, kwargs) {
    const complete = (this.gamma ?? null) !== null && (this.beta ?? null) !== null;
    if (complete || kwargs?.training !== true) return stock.call(this, inputs, kwargs);
    const {shape} = Array.isArray(inputs) ? inputs[0] : inputs;
    const channels = shape[this.axis === -1 ? shape.length - 1 : this.axis];
    const completed = Object.create(this, {
      gamma: {value: this.gamma ?? {read: () => tf.ones([channels])}},
      beta: {value: this.beta ?? {read: () => tf.zeros([channels])}},
    }) as BatchNormLayer;
    return stock.call(completed, inputs, kwargs);
  };
}
