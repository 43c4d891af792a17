import {formulaBatch} from "../../models/formulaBatch.js";
import {buildLenet} from "../../models/lenet.js";
import type {BenchAnswer} from "../bench.js";
import {isEngineName} from "../engines.js";
import {useEngine} from "../useEngine.js";
import {LENET_BATCH, LENET_STEPS, LENET_WARM, MOST_SECONDS, PRODUCT_RUNS} from "./limits.js";
import {productCall} from "./productCall.js";
import {timeCalls} from "./timeCalls.js";
import {trainingCall} from "./trainingCall.js";

/** Measures one tier in a process of its own and sends what it found to the parent. */
async function measure(name: string, threads: number): Promise<BenchAnswer> {
  if (!isEngineName(name)) throw new RangeError(`bench: engine must be one of the tiers, got ${name}`);
  const info = await useEngine(name, {threads});
  const startMs = performance.now();
  const tf = await import("@tensorflow/tfjs");
  const product = await timeCalls(productCall(tf), {warm: 2, steps: PRODUCT_RUNS, mostSeconds: MOST_SECONDS});
  const batch = await formulaBatch(LENET_BATCH, [28, 28, 1]);
  const repeats = {warm: LENET_WARM, steps: LENET_STEPS, mostSeconds: MOST_SECONDS};
  const {samples} = await timeCalls(trainingCall(tf, await buildLenet(), batch), repeats);
  return {version: info.version, threads: info.threads, startMs, productMs: product.samples, stepMs: samples};
}

const [, , name = "", threads = "1"] = process.argv;
const send = (answer: BenchAnswer | {readonly error: string}) => {
  process.send?.(answer, () => process.exit());
};
measure(name, Number(threads)).then(send, (error: unknown) =>
  send({error: error instanceof Error ? error.message : String(error)}),
);
