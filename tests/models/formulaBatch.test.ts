import * as tf from "@tensorflow/tfjs";
import {expect} from "chai";
import {expectClose} from "../../src/core/expectClose.js";
import {formulaBatch} from "../../src/models/formulaBatch.js";

describe("formulaBatch(batch, shape)", () => {
  it("starts with the numbers that the formula gives by hand", async () => {
    const {images, labels} = await formulaBatch(2, [1, 2, 1]);
    // s = 7, then 1664525 s + 1013904223 modulo 2^32.
    const states = [1_025_555_898];
    while (states.length < 6) {
      const last = BigInt(states[states.length - 1]);
      states.push(Number((last * 1_664_525n + 1_013_904_223n) % 2n ** 32n));
    }
    expectClose(
      Array.from(images.dataSync()),
      states.slice(0, 4).map(s => (s / 2 ** 32) * 2 - 1),
    );
    const classes = states.slice(4).map(s => Math.floor((s / 2 ** 32) * 10));
    expect(Array.from(labels.argMax(1).dataSync())).to.deep.equal(classes);
    tf.dispose([images, labels]);
  });

  it("keeps exactly the two tensors that it gives", async () => {
    const before = tf.memory().numTensors;
    const {images, labels} = await formulaBatch(3, [5, 4, 2]);
    expect([images.shape, labels.shape]).to.deep.equal([
      [3, 5, 4, 2],
      [3, 10],
    ]);
    expect(tf.memory().numTensors).to.equal(before + 2);
    tf.dispose([images, labels]);
  });
});
