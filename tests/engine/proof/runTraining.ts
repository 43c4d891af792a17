import {createHash} from "node:crypto";
import * as tf from "@tensorflow/tfjs";
import {isEngineName} from "../../../src/engine/engines.js";
import {useEngine} from "../../../src/engine/useEngine.js";
import {smallBatch, smallNetwork} from "./smallNetwork.js";

/** Trains in a process of its own and prints a fingerprint of every weight: `runTraining.js ENGINE THREADS STEPS`. */
const [name, threads, steps] = process.argv.slice(2);
if (!isEngineName(name))
  throw new RangeError(`runTraining: the engine must have a name that exists, got ${name}`);
await useEngine(name, {threads: Number(threads), deterministic: true});
const model = smallNetwork();
const {images, labels} = smallBatch(64);
for (let step = 0; step < Number(steps); step++) await model.trainOnBatch(images, labels);
const hash = createHash("sha256");
for (const weight of model.getWeights())
  hash.update(new Uint8Array((await weight.data<"float32">()).slice().buffer));
const sum = tf.tidy(() =>
  model.getWeights().reduce((total, w) => total + tf.sum(tf.abs(w)).dataSync()[0], 0),
);
console.log(JSON.stringify({hash: hash.digest("hex"), sum}));
process.exit(0);
