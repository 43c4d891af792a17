import {createRequire} from "node:module";
import type * as TF from "@tensorflow/tfjs";

/**
 * TensorFlow.js, for functions that get tensors: whoever has a tensor has loaded it already. Importing kernelbook must not load
 * it, and an operation must not wait for a promise.
 */
export function tfjs(): typeof TF {
  return createRequire(import.meta.url)("@tensorflow/tfjs") as typeof TF;
}
