import type {Tensor} from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import {runKernel} from "./runKernel.js";

/** What we use of TensorFlow.js's layer for batch normalisation. */
interface Layer {
  readonly axis: number;
  readonly epsilon: number;
  readonly momentum: number;
  readonly gamma: tf.LayerVariable | null;
  readonly beta: tf.LayerVariable | null;
  readonly movingMean: tf.LayerVariable;
  readonly movingVariance: tf.LayerVariable;
  call(inputs: Tensor | Tensor[], kwargs: {training?: boolean}): Tensor | Tensor[];
}

let installed = false;

/** Moves an average towards a value, as the layer does itself. */
function move(variable: tf.LayerVariable, value: Tensor, momentum: number): void {
  tf.tidy(() => {
    const old = variable.read();
    variable.write(tf.sub(old, tf.mul(tf.sub(old, value), 1 - momentum)));
  });
}

/** Whether our kernel does what is asked for: training, and channels last. */
function applies(layer: Layer, rank: number, kwargs: {training?: boolean} | undefined): boolean {
  const last = layer.axis === -1 || layer.axis === rank - 1;
  return kwargs?.training === true && last && tf.getBackend() === "wasm";
}

/** Lets tf.layers.batchNormalization train by one kernel where the wasm backend computes. */
export function installBatchNormLayer(): void {
  if (installed) return;
  installed = true;
  const prototype = Object.getPrototypeOf(tf.layers.batchNormalization()) as Layer;
  const stock = prototype.call;
  prototype.call = function (this: Layer, inputs, kwargs) {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    const {gamma, beta, epsilon, momentum} = this;
    if (gamma === null || beta === null || !applies(this, x.rank, kwargs))
      return stock.call(this, inputs, kwargs);
    return tf.tidy(() => {
      const [y, mean, variance] = runKernel(
        "BatchNormTrain",
        {x, gamma: gamma.read(), beta: beta.read()},
        {epsilon},
      );
      move(this.movingMean, mean, momentum);
      move(this.movingVariance, variance, momentum);
      return y;
    });
  };
}
