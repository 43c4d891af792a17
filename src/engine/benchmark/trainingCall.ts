import type * as TF from "@tensorflow/tfjs";
import type {ExampleBatch} from "../../models/formulaBatch.js";

/** Learning rate of every measured training. */
const RATE = 0.01;

/**
 * A training step on the selected backend, to be timed: forward, backward, SGD, and the loss read back.
 *
 * @param model  Not compiled yet.
 */
export function trainingCall(
  tf: typeof TF,
  model: TF.LayersModel,
  {images, labels}: ExampleBatch,
): () => Promise<number> {
  model.compile({optimizer: tf.train.sgd(RATE), loss: "categoricalCrossentropy"});
  return async () => (await model.trainOnBatch(images, labels)) as number;
}
