import type * as TF from "@tensorflow/tfjs";
import {hasKernel, runKernel} from "../ops/groupedKernels.js";

/**
 * Activations whose gradient a tier may compute in one call, `{dy, y}` to the gradient of x, instead of the two or three operations
 * that TensorFlow.js composes. y is the activation's output; all of them can be differentiated from that alone, and the next layer
 * keeps it anyway.
 */
const GRADIENT_KERNELS = {Relu: "ReluGrad", Tanh: "TanhGrad", Sigmoid: "SigmoidGrad"} as const;

/** Lets the gradients of ReLU, tanh and the logistic function be one call on backends that have the kernel. */
export function fuseActivationGradients(tf: typeof TF): void {
  for (const [kernelName, gradientKernel] of Object.entries(GRADIENT_KERNELS)) {
    const stock = tf.getGradient(kernelName);
    tf.unregisterGradient(kernelName);
    tf.registerGradient({
      kernelName,
      // TensorFlow.js saves x for ReLU; x > 0 exactly where y > 0, so its own gradient works with y as well.
      outputsToSave: [true],
      gradFunc: (dy, saved, attrs) => {
        if (!hasKernel(tf, gradientKernel)) return stock.gradFunc(dy, saved, attrs);
        const [y] = saved;
        return {x: () => runKernel(tf, gradientKernel, {dy: dy as TF.Tensor, y}, {})};
      },
    });
  }
}
