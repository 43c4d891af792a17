import {createInterface} from "node:readline";
import {isEngineName} from "../../src/engine/engines.js";
import {useEngine} from "../../src/engine/useEngine.js";
import {ANSWER_MARK, type Calls, type Job, type Ready} from "./job.js";
import {jobCall} from "./jobCall.js";

function answer(value: Ready | Calls): void {
  process.stdout.write(`${ANSWER_MARK}${JSON.stringify(value)}\n`);
}

/** Times calls on one tier, in this process alone, as many as each line of standard input asks for. */
async function main(engine: string, job: Job): Promise<void> {
  if (!isEngineName(engine)) throw new RangeError(`bench:engines: engine must be a tier, got ${engine}`);
  const {version, threads} = await useEngine(engine, {threads: job.threads});
  if (threads !== job.threads) {
    throw new Error(`${engine} computes with ${threads} threads, not with ${job.threads}`);
  }
  const call = await jobCall(await import("@tensorflow/tfjs"), job);
  answer({version, startMs: performance.now()}); // counted from the start of the process
  for await (const line of createInterface({input: process.stdin})) {
    const samples: number[] = [];
    const values: number[] = [];
    for (let i = 0; i < Number(line); i++) {
      const start = performance.now();
      values.push(await call());
      samples.push(performance.now() - start);
    }
    answer({samples, values, peakBytes: process.resourceUsage().maxRSS * 1024});
  }
}

const [, , engine = "", job = "{}"] = process.argv;
await main(engine, JSON.parse(job) as Job);
process.exit();
