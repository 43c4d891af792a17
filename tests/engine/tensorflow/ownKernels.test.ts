import type * as TF from "@tensorflow/tfjs";
import {expect} from "chai";
import {expectClose} from "../../../src/core/expectClose.js";
import {useEngine} from "../../../src/engine/useEngine.js";
import {openNamed} from "../support/openTier.js";

/** Numbers that look irregular and are the same everywhere. */
function wave(shape: number[], step: number): {shape: number[]; data: Float32Array} {
  const length = shape.reduce((product, axis) => product * axis, 1);
  return {shape, data: Float32Array.from({length}, (_, i) => Math.sin(i * step) + 0.1 * Math.cos(i))};
}

const NEAR = {atol: 2e-5, rtol: 1e-4};

describe("kernels of ours over TensorFlow", () => {
  let tf: typeof TF;

  before(async function () {
    tf = await openNamed(this, "tensorflow");
  });

  afterEach(async () => {
    await useEngine("tensorflow");
  });

  /** The same on both backends: what the function returns must agree. */
  async function compare(work: () => Promise<number[][]>): Promise<void> {
    const before = tf.memory().numTensors;
    const actual = await work();
    expect(tf.memory().numTensors).to.equal(before);
    await useEngine("cpu");
    const expected = await work();
    expect(actual.length).to.equal(expected.length);
    for (const [i, values] of expected.entries()) expectClose(actual[i], values, NEAR);
  }

  for (const shape of [
    [4, 5, 3, 6],
    [1, 2, 1, 4],
    [9, 5],
    [3, 7, 5],
  ]) {
    it(`batch normalization of [${shape}] trains as the cpu backend composes it, averages included`, async () => {
      await compare(async () => {
        const layer = tf.layers.batchNormalization({
          inputShape: shape.slice(1),
          momentum: 0.7,
          epsilon: 0.01,
          gammaInitializer: "ones",
          betaInitializer: tf.initializers.constant({value: 0.3}),
        });
        const model = tf.sequential({layers: [layer]});
        const optimizer = tf.train.sgd(0.5);
        model.compile({optimizer, loss: "meanSquaredError"});
        const [x, y] = [wave(shape, 0.7), wave(shape, 1.3)].map(({data}) => tf.tensor(data, shape));
        const losses: number[] = [];
        for (let i = 0; i < 3; i++) losses.push(Number(await model.trainOnBatch(x, y)));
        const weights = model.getWeights().map(weight => Array.from(weight.dataSync()));
        tf.dispose([x, y]);
        optimizer.dispose();
        model.dispose();
        return [losses, ...weights];
      });
    });
  }

  it("batch normalization in one call gives the gradient of its input", async () => {
    await compare(async () => {
      const layer = tf.layers.batchNormalization({inputShape: [4, 3, 2], epsilon: 0.01});
      const model = tf.sequential({layers: [layer]});
      const [x, dy] = [wave([3, 4, 3, 2], 0.9), wave([3, 4, 3, 2], 0.4)].map(({data}) =>
        tf.tensor(data, [3, 4, 3, 2]),
      );
      const gradient = tf.grad(input => model.apply(input, {training: true}) as TF.Tensor);
      const dx = gradient(x, dy);
      const values = Array.from(dx.dataSync());
      tf.dispose([x, dy, dx]);
      model.dispose();
      return [values];
    });
  });

  it("batch normalization without scale and offset trains, which TensorFlow.js composed can't", async () => {
    const layer = tf.layers.batchNormalization({inputShape: [3], scale: false, center: false, epsilon: 0});
    const model = tf.sequential({layers: [layer]});
    const x = tf.tensor2d([1, 4, 0, 3, 8, 0, 5, 12, 3], [3, 3]);
    const y = model.apply(x, {training: true}) as TF.Tensor;
    const r = Math.sqrt(1.5);
    expectClose(
      Array.from(y.dataSync()),
      [-r, -r, -Math.SQRT1_2, 0, 0, -Math.SQRT1_2, r, r, Math.SQRT2],
      NEAR,
    );
    tf.dispose([x, y]);
    model.dispose();
  });

  for (const name of ["relu", "tanh", "sigmoid"] as const) {
    it(`the gradient of ${name} is that of the cpu backend`, async () => {
      await compare(async () => {
        const {data} = wave([2, 3, 5], 0.8);
        const x = tf.tensor(data, [2, 3, 5]);
        const dy = tf.tensor(wave([2, 3, 5], 1.7).data, [2, 3, 5]);
        const dx = tf.grad(input => tf[name](input))(x, dy);
        const values = Array.from(dx.dataSync());
        tf.dispose([x, dy, dx]);
        return [values];
      });
    });
  }

  it("draws that are seeded begin anew each time", () => {
    const draw = () =>
      tf.tidy(() => Array.from(tf.multinomial(tf.tensor1d([0.2, 0.5, 0.3]), 20, 7, true).dataSync()));
    const first = draw();
    expect(draw()).to.deep.equal(first);
    expect(new Set(first).size).to.be.greaterThan(1);
  });
});
