import type * as TF from "@tensorflow/tfjs";
import type {ExampleBatch} from "../../models/formulaBatch.js";
import {type Repeats, type Timed, timeCalls} from "./timeCalls.js";

/** Learning rate of every measured training. */
const RATE = 0.01;

/**
 * Times training steps on the selected backend: forward, backward, SGD, and the loss read back.
 *
 * @param model  Not compiled yet; still the caller's.
 * @returns Milliseconds of each step, and the first losses.
 */
export async function measureTraining(
  tf: typeof TF,
  model: TF.LayersModel,
  {images, labels}: ExampleBatch,
  repeats: Repeats,
): Promise<Timed<number>> {
  model.compile({optimizer: tf.train.sgd(RATE), loss: "categoricalCrossentropy"});
  return await timeCalls(async () => (await model.trainOnBatch(images, labels)) as number, repeats);
}
