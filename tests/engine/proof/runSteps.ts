import v8 from "node:v8";
import vm from "node:vm";
import * as tf from "@tensorflow/tfjs";
import {isEngineName} from "../../../src/engine/engines.js";
import {engineInfo, useEngine} from "../../../src/engine/useEngine.js";
import {smallBatch, smallNetwork} from "./smallNetwork.js";

/** What is alive in a process that trains. */
export interface Alive {
  readonly tensors: number;
  readonly bytes: number;
  readonly handles: number;
  /** Least resident set over some hundred steps, in bytes: V8's compiler takes and gives back tens of MB in between. */
  readonly rss: number;
}

/** Trains in a process of its own and prints what is alive early and late: `runSteps.js ENGINE EXAMPLES EARLY LATE`. */
const [name, examples, early, late] = process.argv.slice(2);
if (!isEngineName(name))
  throw new RangeError(`runSteps: the engine must have a name that exists, got ${name}`);
v8.setFlagsFromString("--expose-gc");
const collect = vm.runInNewContext("gc") as () => void;

await useEngine(name, {threads: 1});
const model = smallNetwork();
const {images, labels} = smallBatch(Number(examples));

/** Steps over which the least resident set is sought, and from one look to the next. */
const WINDOW = 400;
const LOOK = 20;

async function train(steps: number): Promise<void> {
  for (let step = 0; step < steps; step++) await model.trainOnBatch(images, labels);
}

/** Trains WINDOW steps more and tells what is alive. */
async function alive(): Promise<Alive> {
  let rss = Number.POSITIVE_INFINITY;
  for (let step = 0; step < WINDOW; step += LOOK) {
    await train(LOOK);
    collect();
    rss = Math.min(rss, process.memoryUsage().rss);
  }
  const {bytes = 0, handles = 0} = engineInfo()?.memory ?? {};
  return {tensors: tf.memory().numTensors, bytes, handles, rss};
}

await train(Number(early) - WINDOW);
const first = await alive();
await train(Number(late) - Number(early) - WINDOW);
console.log(JSON.stringify([first, await alive()]));
process.exit(0);
