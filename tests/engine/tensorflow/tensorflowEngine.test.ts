import type * as TF from "@tensorflow/tfjs";
import {expect} from "chai";
import type {EngineSettings} from "../../../src/engine/engine.js";
import {tensorflowEngine} from "../../../src/engine/tensorflow/tensorflowEngine.js";
import {engineInfo} from "../../../src/engine/useEngine.js";
import {rejection} from "../../support/rejection.js";
import {openNamed} from "../support/openTier.js";

const SETTINGS: EngineSettings = {threads: 1, device: "cpu", deterministic: false};

describe("engine tensorflow", () => {
  let tf: typeof TF;

  before(async function () {
    tf = await openNamed(this, "tensorflow");
  });

  it("says its version, its file and what its tensors take", () => {
    const before = engineInfo()?.memory;
    const x = tf.zeros([5, 7, 3]);
    const y = tf.add(x, 1);
    const info = engineInfo();
    expect(info).to.include({engine: "tensorflow", backend: "tensorflow", device: "cpu"});
    expect(info?.version).to.match(/^\d+\.\d+\.\d+/);
    expect(info?.where).to.match(/tensorflow/);
    // x, the constant 1 and y; x is written when it is first used.
    expect((info?.memory.bytes ?? 0) - (before?.bytes ?? 0)).to.be.within(2 * 420, 2 * 420 + 4);
    tf.dispose([x, y]);
  });

  it("keeps numbers of every type through an operation and back", async () => {
    const cases: [TF.DataType, number[]][] = [
      ["float32", [1.5, Number.NaN, -0, Number.POSITIVE_INFINITY, 3.4e38]],
      ["int32", [2 ** 31 - 1, -(2 ** 31), 0]],
      ["bool", [1, 0, 1]],
    ];
    for (const [dtype, values] of cases) {
      const x = tf.tensor1d(values, dtype as "float32");
      const y = tf.reverse(x);
      expect(Array.from(await y.data())).to.deep.equal(
        Array.from(dtype === "float32" ? Float32Array.from(values) : values).reverse(),
      );
      tf.dispose([x, y]);
    }
  });

  it("keeps texts, empty ones and such beyond ASCII too", () => {
    const texts = ["", "a", "Faltung für Bilder: 卷积", "x".repeat(1000)];
    const x = tf.tensor1d(texts);
    const y = tf.concat([x, x]);
    expect(y.arraySync()).to.deep.equal([...texts, ...texts]);
    tf.dispose([x, y]);
  });

  it("gives more results than its block of memory holds", () => {
    const before = tf.memory().numTensors;
    const rows = tf.tidy(() =>
      tf.unstack(tf.range(0, 10_000).reshape([5000, 2])).map(row => row.arraySync()),
    );
    expect(rows.length).to.equal(5000);
    expect([rows[0], rows[4999]]).to.deep.equal([
      [0, 1],
      [9998, 9999],
    ]);
    expect(tf.memory().numTensors).to.equal(before);
  });

  it("holds tensors of no element", () => {
    const x = tf.zeros([3, 0, 2]);
    const y = tf.concat([x, tf.ones([3, 1, 2])], 1);
    expect(y.arraySync()).to.deep.equal([[[1, 1]], [[1, 1]], [[1, 1]]]);
    tf.dispose([x, y]);
  });

  it("says which operation TensorFlow refused and why, without its inner names", () => {
    const [a, b] = [tf.ones([2, 3]), tf.ones([4])];
    // Past the checks of TensorFlow.js, as a kernel of a later version might be called.
    expect(() => tf.engine().runKernel("Add", {a, b})).to.throw(
      /^tensorflow: Add: Incompatible shapes: \[2,3\] vs\. \[4\]$/,
    );
    tf.dispose([a, b]);
  });

  it("is the same engine when it is opened again, with the threads that it has", async () => {
    const first = await tensorflowEngine.open(SETTINGS);
    const again = await tensorflowEngine.open({...SETTINGS, threads: 7});
    expect(again).to.equal(first);
    expect(again.threads).to.equal(engineInfo()?.threads);
  });

  it("refuses another device or the deterministic mode once it runs, saying what to do", async () => {
    const device = await rejection(tensorflowEngine.open({...SETTINGS, device: "cuda"}));
    expect(device.message).to.match(/on cpu already, not on cuda; restart the kernel and choose it first$/);
    const deterministic = await rejection(tensorflowEngine.open({...SETTINGS, deterministic: true}));
    expect(deterministic.message).to.match(/without its deterministic mode; restart the kernel/);
  });
});
