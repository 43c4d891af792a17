import type * as TF from "@tensorflow/tfjs";
import {fuseActivationGradients} from "./activationGradients.js";
import {fuseBatchNormLayer} from "./batchNormLayer.js";

/** TensorFlow.js's registries are global, so each is told once. */
const told = new WeakSet<object>();

/**
 * Lets the one global TensorFlow.js use kernels that do several operations in one call, where the selected backend has them. A tier
 * that registers such kernels calls this when it is opened. Calling again does nothing.
 */
export function installFused(tf: typeof TF): void {
  const registry = tf.engine();
  if (told.has(registry)) return;
  told.add(registry);
  fuseActivationGradients(tf);
  fuseBatchNormLayer(tf);
}
