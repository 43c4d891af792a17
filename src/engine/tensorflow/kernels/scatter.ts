import type * as TF from "@tensorflow/tfjs";
import type {KernelKit} from "./kernelKit.js";

/** Lets `tf.scatterND` have a plain list of indices; TensorFlow would take it for one index of many axes. */
export function wrapScatter({tf, wrap}: KernelKit): void {
  wrap("ScatterNd", published => (inputs, attributes) => {
    const {indices, updates} = inputs;
    if (indices.shape.length !== 1) return published(inputs, attributes);
    return tf.tidy(
      () => published({indices: tf.reshape(indices, [-1, 1]), updates}, attributes) as TF.Tensor,
    );
  });
}
