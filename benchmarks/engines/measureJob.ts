import type * as TF from "@tensorflow/tfjs";
import {measureProduct} from "../../src/engine/benchmark/measureProduct.js";
import {measureTraining} from "../../src/engine/benchmark/measureTraining.js";
import {type Timed, timeCalls} from "../../src/engine/benchmark/timeCalls.js";
import {formulaBatch} from "../../src/models/formulaBatch.js";
import {setFormulaWeights} from "./formulaWeights.js";
import type {Job} from "./job.js";
import {NETWORKS} from "./networks.js";

/** Does a job on the selected backend; what its first calls returned are losses, where the job is a training. */
export async function measureJob(tf: typeof TF, job: Job): Promise<Timed<number>> {
  if (job.work === "product") return await measureProduct(tf, job);
  const {shape, build} = NETWORKS[job.network];
  const model = await build();
  setFormulaWeights(tf, model);
  const batch = await formulaBatch(job.batch, shape);
  if (job.work === "train") return await measureTraining(tf, model, batch, job);
  const predict = () => tf.tidy(() => (model.predictOnBatch(batch.images) as TF.Tensor).dataSync()[0]);
  return await timeCalls(predict, job);
}
