import type {Tensor} from "@tensorflow/tfjs";
import {isTorchSelected} from "./backendName.js";
import type {TensorFlow} from "./tensorFlow.js";

const installed = new WeakSet<object>();

/**
 * The gradient of softmax in one call, where TensorFlow.js composes it of three. Those of ReLU, tanh and the logistic
 * function are shared with other tiers, in `../fused`. On other backends it stays as it was.
 */
export function installSoftmaxGradient(tf: TensorFlow): void {
  if (installed.has(tf.engine())) return;
  installed.add(tf.engine());
  const stock = tf.getGradient("Softmax");
  if (stock === undefined) throw new Error("torch: TensorFlow.js must have a gradient of Softmax, got none");
  tf.unregisterGradient("Softmax");
  tf.registerGradient({
    ...stock,
    gradFunc: (dy, saved, attrs) => {
      const [y] = saved;
      if (y === undefined || !isTorchSelected(tf)) return stock.gradFunc(dy, saved, attrs);
      const gradient = () =>
        tf.engine().runKernel("SoftmaxGrad", {dy: dy as Tensor, y}, {dim: attrs.dim ?? -1});
      return {logits: () => gradient() as Tensor};
    },
  });
}
