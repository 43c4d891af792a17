import type * as TF from "@tensorflow/tfjs";

/** TensorFlow.js as the caller has imported it: there is one per process. */
export type TensorFlow = typeof TF;
