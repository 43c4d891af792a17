import {isEngineName} from "../../src/engine/engines.js";
import {useEngine} from "../../src/engine/useEngine.js";
import {ANSWER_MARK, type Answer, type Job} from "./job.js";
import {measureJob} from "./measureJob.js";

/** Measures one job on one tier, in this process alone. */
async function main(engine: string, job: Job): Promise<Answer> {
  if (!isEngineName(engine)) throw new RangeError(`bench:engines: engine must be a tier, got ${engine}`);
  const {version, threads} = await useEngine(engine, {threads: job.threads});
  if (threads !== job.threads) {
    throw new Error(`${engine} computes with ${threads} threads, not with ${job.threads}`);
  }
  const tf = await import("@tensorflow/tfjs");
  const startMs = performance.now(); // counted from the start of the process
  const {samples, first, firstMs} = await measureJob(tf, job);
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  return {version, samples, startMs, firstMs, peakBytes, losses: job.work === "train" ? first : []};
}

const [, , engine = "", job = "{}"] = process.argv;
const answer = await main(engine, JSON.parse(job) as Job);
process.stdout.write(`${ANSWER_MARK}${JSON.stringify(answer)}\n`, () => process.exit());
