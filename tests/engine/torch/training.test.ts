import type * as TF from "@tensorflow/tfjs";
import {expect} from "chai";
import {expectClose} from "../../../src/core/expectClose.js";
import {formulaBatch} from "../../../src/models/formulaBatch.js";
import {buildLenet} from "../../../src/models/lenet.js";
import {buildResnet8} from "../../../src/models/resnet8.js";
import {onCpu, openTorch, type Torch} from "./support/openTorch.js";

async function losses(tf: typeof TF, model: TF.LayersModel, shape: [number, number, number], steps: number) {
  model.compile({optimizer: tf.train.sgd(0.01), loss: "categoricalCrossentropy"});
  const {images, labels} = await formulaBatch(64, shape);
  const values: number[] = [];
  for (let i = 0; i < steps; i++) values.push(Number(await model.trainOnBatch(images, labels)));
  tf.dispose([images, labels]);
  return values;
}

describe("training on torch", () => {
  let torch: Torch;
  before(async function () {
    torch = await openTorch(this);
  });

  it("LeNet begins with the losses of every engine", async () => {
    const model = await buildLenet();
    const values = await losses(torch.tf, model, [28, 28, 1], 4);
    expectClose(values, [2.30192, 2.3001, 2.29829, 2.2965], {atol: 1.1e-5, rtol: 0});
    model.dispose();
  });

  it("ResNet-8 begins with the losses of every engine", async () => {
    const model = await buildResnet8();
    const values = await losses(torch.tf, model, [32, 32, 3], 4);
    expectClose(values, [2.44533, 2.43302, 2.42117, 2.40976], {atol: 2.1e-5, rtol: 0});
    model.dispose();
  });

  it("two runs give the same bits when deterministic is asked for, on two threads", async function () {
    const {tf, engine} = await openTorch(this, {threads: 2, deterministic: true});
    expect(engine.deterministic).to.equal(true);
    const run = async (): Promise<Float32Array[]> => {
      const model = await buildResnet8();
      await losses(tf, model, [32, 32, 3], 3);
      const weights = model.getWeights().map(one => one.dataSync<"float32">());
      model.dispose();
      return weights;
    };
    const [first, second] = [await run(), await run()];
    expect(first.map(one => Buffer.from(one.buffer).toString("base64"))).to.deep.equal(
      second.map(one => Buffer.from(one.buffer).toString("base64")),
    );
    await openTorch(this);
  });

  it("batch normalisation moves its averages as the cpu backend does", async () => {
    const {tf} = torch;
    const run = async (): Promise<number[][]> => {
      const layer = tf.layers.batchNormalization({inputShape: [4, 5, 3], momentum: 0.7, epsilon: 0.01});
      const model = tf.sequential({
        layers: [layer, tf.layers.globalAveragePooling2d({dataFormat: "channelsLast"})],
      });
      model.compile({optimizer: tf.train.sgd(0.1), loss: "meanSquaredError"});
      const wave = (n: number) => Float32Array.from({length: n}, (_, i) => Math.sin(i) + i / 50);
      const [x, y] = [tf.tensor4d(wave(120), [2, 4, 5, 3]), tf.tensor2d(wave(6), [2, 3])];
      for (let i = 0; i < 3; i++) await model.trainOnBatch(x, y);
      const values = model.getWeights().map(one => Array.from(one.dataSync()));
      values.push(Array.from((model.predict(x) as TF.Tensor).dataSync()));
      tf.dispose([x, y]);
      model.dispose();
      return values;
    };
    const ours = await run();
    const theirs = await onCpu(tf, run);
    expect(ours.length).to.equal(5);
    for (const [i, values] of ours.entries()) expectClose(values, theirs[i] ?? [], {atol: 1e-5, rtol: 1e-4});
  });

  it("the loss categoricalCrossentropy trains as on the cpu backend, clipped and not adding up to 1", async () => {
    const {tf} = torch;
    const run = async (): Promise<number[][]> => {
      const model = tf.sequential({
        layers: [
          tf.layers.dense({
            inputShape: [3],
            units: 4,
            activation: "sigmoid",
            kernelInitializer: tf.initializers.randomNormal({stddev: 1, seed: 5}),
          }),
        ],
      });
      model.compile({optimizer: tf.train.sgd(0.5), loss: "categoricalCrossentropy"});
      // The last row's sums are so low that a probability is clipped.
      const x = tf.tensor2d([0.3, -1, 0.5, 2, 0.1, -0.7, -30, -5, 1], [3, 3]);
      const y = tf.tensor2d([1, 0, 0, 0, 0, 0.5, 0.5, 0, 0, 0, 0, 1], [3, 4]);
      const losses: number[] = [];
      for (let i = 0; i < 4; i++) losses.push(Number(await model.trainOnBatch(x, y)));
      const last = model.evaluate(x, y) as TF.Scalar;
      losses.push(...last.dataSync());
      last.dispose();
      const weights = model.getWeights().map(one => Array.from(one.dataSync()));
      tf.dispose([x, y]);
      model.dispose();
      return [losses, ...weights];
    };
    const ours = await run();
    const theirs = await onCpu(tf, run);
    for (const [i, values] of ours.entries()) expectClose(values, theirs[i] ?? [], {atol: 1e-5, rtol: 1e-4});
  });

  it("2,000 steps leave no tensor, no handle and no memory behind", async function () {
    this.timeout(60_000);
    const {tf, engine} = torch;
    const model = tf.sequential({
      layers: [
        tf.layers.conv2d({
          inputShape: [9, 8, 2],
          filters: 4,
          kernelSize: 3,
          strides: 2,
          padding: "same",
          useBias: false,
        }),
        tf.layers.batchNormalization(),
        tf.layers.activation({activation: "relu"}),
        tf.layers.maxPooling2d({poolSize: 2}),
        tf.layers.flatten(),
        tf.layers.dense({units: 3, activation: "softmax"}),
      ],
    });
    model.compile({optimizer: tf.train.adam(0.001), loss: "categoricalCrossentropy"});
    const x = tf.randomNormal([4, 9, 8, 2], 0, 1, "float32", 3);
    const y = tf.oneHot(tf.tensor1d([0, 1, 2, 1], "int32"), 3);
    const state = () => ({
      tensors: tf.memory().numTensors,
      data: tf.engine().backend.numDataIds(),
      ...engine.memory(),
    });
    for (let i = 0; i < 500; i++) await model.trainOnBatch(x, y);
    const [before, rss] = [state(), process.memoryUsage().rss];
    for (let i = 0; i < 2000; i++) await model.trainOnBatch(x, y);
    expect(state()).to.deep.equal(before);
    // V8's own heap breathes by some megabytes; a step that lost 4 KB would show as 8 MB more.
    expect(process.memoryUsage().rss - rss).to.be.lessThan(30e6);
    tf.dispose([x, y]);
    model.dispose();
  });
});
