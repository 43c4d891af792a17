import {expect} from "chai";
import {runScript} from "../../support/nodeScript.js";

/** Trains ResNet-8 and prints the losses, a digest of all weights, and what is held. */
const TRAIN = (threads: number, steps: number) => `
import {createHash} from "node:crypto";
import {useEngine} from "kernelbook";
import * as tf from "@tensorflow/tfjs";
import {buildResnet8} from "../../dist/src/models/resnet8.js";
import {formulaBatch} from "../../dist/src/models/formulaBatch.js";
const info = await useEngine("wasm", {threads: ${threads}});
const model = await buildResnet8();
model.compile({optimizer: tf.train.sgd(0.01), loss: "categoricalCrossentropy"});
const {images, labels} = await formulaBatch(64, [32, 32, 3]);
const losses = [];
const held = [];
for (let step = 0; step < ${steps}; step++) {
  losses.push(await model.trainOnBatch(images, labels));
  held.push([tf.memory().numTensors, tf.backend().numDataIds(), info.memory.bytes].join(" "));
}
const digest = createHash("sha256");
for (const weight of model.getWeights()) digest.update(weight.dataSync());
console.log(JSON.stringify({threads: info.threads, losses, held, digest: digest.digest("hex")}));
`;

interface Training {
  readonly threads: number;
  readonly losses: readonly number[];
  readonly held: readonly string[];
  readonly digest: string;
}

async function train(threads: number): Promise<Training> {
  const {code, stdout, stderr} = await runScript(TRAIN(threads, 4));
  expect(code, stderr).to.equal(0);
  return JSON.parse(stdout) as Training;
}

describe("training on the wasm engine", function () {
  this.timeout(60_000);
  let one: Training;
  let again: Training;
  let two: Training;

  before(async () => {
    one = await train(1);
    again = await train(1);
    two = await train(2);
  });

  it("begins with the losses that every engine gives for ResNet-8", () => {
    for (const [step, loss] of [2.44533, 2.43302, 2.42117, 2.40976].entries())
      expect(one.losses[step], `step ${step}`).to.be.closeTo(loss, 1e-5);
  });

  it("gives the same bits in two runs, and with two threads as with one", () => {
    expect([one.threads, two.threads]).to.deep.equal([1, 2]);
    expect(again.digest).to.equal(one.digest);
    expect(two.digest).to.equal(one.digest);
    expect(two.losses).to.deep.equal(one.losses);
  });

  it("holds as many tensors and buffers after the last step as after the first", () => {
    for (const {held} of [one, two]) expect(held.at(-1)).to.equal(held[0]);
  });
});
