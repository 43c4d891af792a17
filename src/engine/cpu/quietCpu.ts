import type * as TF from "@tensorflow/tfjs";

/**
 * Keeps TensorFlow.js from advising a package that no longer installs, which it does when its plain JavaScript kernels are
 * first used in Node: also where another engine lets them do a rare operation.
 */
export function quietCpu(tf: typeof TF): void {
  const backend: unknown = tf.findBackend("cpu");
  if (typeof backend === "object" && backend !== null && "firstUse" in backend) backend.firstUse = false;
}
