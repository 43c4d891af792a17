import {isMainThread, parentPort, Worker} from "node:worker_threads";
import type * as TF from "@tensorflow/tfjs";
import {useEngine} from "../../../../src/engine/useEngine.js";

/** Run by `process.test.ts` as a process of its own: `node runElsewhere.js both|exit|terminate`. */

/** `begun` is called once the library is loaded: koffi ends the process when a worker is stopped while it loads one. */
async function train(steps: number, begun: () => void = () => {}): Promise<string> {
  await useEngine("torch", {threads: 1});
  const tf = await import("@tensorflow/tfjs");
  const [x, filter] = [tf.ones<TF.Rank.R4>([2, 8, 8, 4]), tf.variable(tf.ones<TF.Rank.R4>([3, 3, 4, 5]))];
  const optimizer = tf.train.sgd(0.1);
  begun();
  for (let i = 0; i < steps; i++) optimizer.minimize(() => tf.conv2d(x, filter, 1, "same").mean());
  const [first] = filter.dataSync();
  return `after ${steps} steps ${first?.toFixed(4)}`;
}

const forever = 1e9;

if (!isMainThread) {
  const begun = () => parentPort?.postMessage("begun");
  parentPort?.postMessage(await train(process.argv[2] === "both" ? 5 : forever, begun));
} else {
  const worker = new Worker(new URL(import.meta.url), {argv: process.argv.slice(2)});
  const message = async (): Promise<unknown> => await new Promise(resolve => worker.once("message", resolve));
  await message();
  if (process.argv[2] === "both") {
    const there = message();
    console.log(`here ${await train(5)}`);
    console.log(`there ${await there}`);
  } else {
    // Long enough that the worker is in the middle of its steps.
    await new Promise(resolve => setTimeout(resolve, 300));
    if (process.argv[2] === "exit") process.exit(3);
    await worker.terminate();
    console.log(`here ${await train(5)}`);
  }
}
