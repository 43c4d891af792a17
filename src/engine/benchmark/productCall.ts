import type * as TF from "@tensorflow/tfjs";
import {PRODUCT_SIZE} from "./limits.js";

/** Floating-point operations of one product. */
export const PRODUCT_FLOPS = 2 * PRODUCT_SIZE ** 3;

/** A product of two square matrices on the selected backend, to be timed: the most that its kernels get out of the processor. */
export function productCall(tf: typeof TF): () => number {
  const shape: [number, number] = [PRODUCT_SIZE, PRODUCT_SIZE];
  const [a, b] = [tf.randomUniform(shape, -1, 1, "float32", 1), tf.randomUniform(shape, -1, 1, "float32", 2)];
  // One number is read: on a device that computes on its own that waits for the product.
  return () => tf.tidy(() => tf.slice(tf.matMul(a, b), [0, 0], [1, 1]).dataSync()[0]);
}
