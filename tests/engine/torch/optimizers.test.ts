import type * as TF from "@tensorflow/tfjs";
import {expect} from "chai";
import {expectClose} from "../../../src/core/expectClose.js";
import {onCpu, openTorch} from "./support/openTorch.js";

/** Three parameters of different ranks: a filter, whose memory is rearranged, a matrix, a vector. */
function trainedBy(tf: typeof TF, make: () => TF.Optimizer, steps: number): number[][] {
  const image = tf.tensor4d(wave(2 * 5 * 6 * 3), [2, 5, 6, 3]);
  const filter = tf.variable(tf.tensor4d(wave(2 * 3 * 3 * 4), [2, 3, 3, 4]));
  const matrix = tf.variable(tf.tensor2d(wave(64 * 2), [64, 2]));
  const offset = tf.variable(tf.tensor1d([0.1, -0.2]));
  const optimizer = make();
  for (let i = 0; i < steps; i++) {
    optimizer.minimize(() => {
      const hidden = tf.conv2d(image, filter, 1, "valid").reshape([2, 64]);
      return tf.add(tf.matMul(hidden, matrix), offset).square().mean<TF.Scalar>();
    });
  }
  const values = [filter, matrix, offset].map(one => Array.from(one.dataSync()));
  optimizer.dispose();
  tf.dispose([image, filter, matrix, offset]);
  return values;
}

const wave = (length: number): number[] => Array.from({length}, (_, i) => Math.sin(1 + i) / 3);

describe("optimisers on torch", () => {
  let tf: typeof TF;
  before(async function () {
    ({tf} = await openTorch(this));
  });

  const makers: Readonly<Record<string, () => TF.Optimizer>> = {
    sgd: () => tf.train.sgd(0.1),
    momentum: () => tf.train.momentum(0.05, 0.9),
    "momentum of Nesterov": () => tf.train.momentum(0.05, 0.9, true),
    adam: () => tf.train.adam(0.02),
    "adam with settings of its own": () => tf.train.adam(0.02, 0.8, 0.95, 1e-3),
    rmsprop: () => tf.train.rmsprop(0.02),
  };
  for (const [name, make] of Object.entries(makers)) {
    it(`${name} takes the steps that the cpu backend takes`, async () => {
      const ours = trainedBy(tf, make, 5);
      const theirs = await onCpu(tf, () => trainedBy(tf, make, 5));
      for (const [i, values] of ours.entries())
        expectClose(values, theirs[i] ?? [], {atol: 2e-5, rtol: 1e-4});
    });
  }

  it("leaves alone what was copied from a parameter before the step", () => {
    const parameter = tf.variable(tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]));
    const [copy, view] = [parameter.clone(), parameter.transpose()];
    tf.train.sgd(1).minimize(() => parameter.sum<TF.Scalar>());
    expect(Array.from(copy.dataSync())).to.deep.equal([1, 2, 3, 4, 5, 6]);
    expect(Array.from(view.dataSync())).to.deep.equal([1, 4, 2, 5, 3, 6]);
    expect(Array.from(parameter.dataSync())).to.deep.equal([0, 1, 2, 3, 4, 5]);
    tf.dispose([parameter, copy, view]);
  });

  it("keeps what another engine needs to go on: steps and Adam's powers", async () => {
    const both = async (first: "torch" | "cpu"): Promise<number[]> => {
      const parameter = tf.variable(tf.tensor1d([1, -2, 3]));
      const adam = tf.train.adam(0.1);
      const step = () => adam.minimize(() => parameter.square().sum<TF.Scalar>());
      for (let i = 0; i < 3; i++) step();
      if (first === "torch") await onCpu(tf, () => step());
      else step();
      const values = Array.from(parameter.dataSync());
      tf.dispose(parameter);
      adam.dispose();
      return values;
    };
    const mixed = await both("torch");
    const alone = await onCpu(tf, () => both("cpu"));
    expectClose(mixed, alone, {atol: 1e-5, rtol: 1e-5});
  });
});
