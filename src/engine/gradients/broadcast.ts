import type * as TF from "@tensorflow/tfjs";

/** Operations of two tensors whose gradient TensorFlow.js leaves in the shape of the result, and then refuses, when one was broadcast. */
const UNSUMMED = ["Maximum", "Minimum", "SquaredDifference", "BatchMatMul"] as const;

/** Comparisons: they change in steps, so their gradient is 0. TensorFlow.js knows that of GreaterEqual only. */
const STEPS = ["Greater", "Less", "LessEqual", "Equal", "NotEqual"] as const;

/** Sums the gradient of an operand along the axes on which it was broadcast. */
export function installBroadcastGradients(tf: typeof TF): void {
  const summed = (gradient: TF.Tensor, shape: number[]) => {
    const axes = tf.broadcast_util.getReductionAxes(shape, gradient.shape);
    return axes.length === 0 ? gradient : tf.reshape(tf.sum(gradient, axes), shape);
  };
  for (const kernelName of UNSUMMED) {
    const stock = tf.getGradient(kernelName);
    tf.registerGradient({
      kernelName,
      inputsToSave: ["a", "b"],
      gradFunc: (dy, saved, attrs) => {
        const {a, b} = stock.gradFunc(dy, saved, attrs);
        return {a: () => summed(a(), saved[0].shape), b: () => summed(b(), saved[1].shape)};
      },
    });
  }
  for (const kernelName of STEPS) {
    tf.registerGradient({
      kernelName,
      inputsToSave: ["a", "b"],
      gradFunc: (_dy, [a, b]) => ({a: () => tf.zeros(a.shape), b: () => tf.zeros(b.shape)}),
    });
  }
}
