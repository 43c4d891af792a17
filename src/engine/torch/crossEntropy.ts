import type {LayersModel, ModelCompileArgs, Tensor} from "@tensorflow/tfjs";
import {isTorchSelected} from "./backendName.js";
import {CROSS_ENTROPY, CROSS_ENTROPY_GRAD} from "./kernels/crossEntropy.js";
import type {TensorFlow} from "./tensorFlow.js";

type Loss = LayersModel["lossFunctions"][number];

const installed = new WeakSet<object>();

/** `tf.layers` keeps probabilities this far from 0 and 1: its backend's epsilon. */
const EPSILON = 1e-7;

/**
 * Lets a model that is compiled with the loss "categoricalCrossentropy" compute it in one kernel, and its gradient in
 * another, while this tier computes. TensorFlow.js composes them of some 20 operations, which is much for a small net.
 */
export function installCrossEntropy(tf: TensorFlow): void {
  const {prototype} = tf.LayersModel;
  if (installed.has(prototype)) return;
  installed.add(prototype);
  const stock = prototype.compile;
  prototype.compile = function (this: LayersModel, args: ModelCompileArgs): void {
    stock.call(this, args);
    const {loss} = args;
    this.lossFunctions = this.lossFunctions.map((one, i) => {
      const name = Array.isArray(loss)
        ? loss[i]
        : typeof loss === "object"
          ? loss[this.outputNames[i] ?? ""]
          : loss;
      return name === "categoricalCrossentropy" ? fused(tf, one) : one;
    });
  };
}

function fused(tf: TensorFlow, stock: Loss): Loss {
  const loss = (target: Tensor, output: Tensor): Tensor =>
    // Only the output is differentiated: nobody trains the true probabilities.
    tf.customGrad((...values) => {
      const save = values.pop() as unknown as (tensors: Tensor[]) => void;
      save([target, output]);
      const value = tf.engine().runKernel(CROSS_ENTROPY, {target, output}, {epsilon: EPSILON}) as Tensor;
      const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor => {
        const [target, output] = saved;
        if (target === undefined || output === undefined)
          throw new Error("categoricalCrossentropy: nothing was saved");
        return tf.engine().runKernel(CROSS_ENTROPY_GRAD, {dy, target, output}, {epsilon: EPSILON}) as Tensor;
      };
      return {value, gradFunc: gradFunc as never};
    })(output);
  return (target, output) => {
    const plain = output.dtype === "float32" && target.shape.join() === output.shape.join();
    return plain && isTorchSelected(tf) ? loss(target, output) : stock(target, output);
  };
}
