import type * as TF from "@tensorflow/tfjs";
import {productCall} from "../../src/engine/benchmark/productCall.js";
import {trainingCall} from "../../src/engine/benchmark/trainingCall.js";
import {formulaBatch} from "../../src/models/formulaBatch.js";
import {setFormulaWeights} from "./formulaWeights.js";
import type {Job} from "./job.js";
import {NETWORKS} from "./networks.js";

/** What a job times, on the selected backend. What a training returns is its loss. */
export async function jobCall(tf: typeof TF, job: Job): Promise<() => number | Promise<number>> {
  if (job.work === "product") return productCall(tf);
  const {shape, build} = NETWORKS[job.network];
  const model = await build();
  setFormulaWeights(tf, model);
  const batch = await formulaBatch(job.batch, shape);
  if (job.work === "train") return trainingCall(tf, model, batch);
  return () => tf.tidy(() => (model.predictOnBatch(batch.images) as TF.Tensor).dataSync()[0]);
}
