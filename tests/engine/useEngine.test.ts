import * as tf from "@tensorflow/tfjs";
import {expect} from "chai";
import {DISPLAY, type Displayable} from "../../src/core/mime.js";
import {EngineError} from "../../src/engine/engine.js";
import {engineInfo, useEngine} from "../../src/engine/useEngine.js";
import {runScript} from "../support/nodeScript.js";
import {rejection} from "../support/rejection.js";

/** With wrong types, as cells of stock tslab may call it. */
const loose = useEngine as (...args: unknown[]) => Promise<unknown>;

describe("useEngine(name, options)", function () {
  this.timeout(60_000);
  const kept = process.env.KERNELBOOK_ENGINE;

  before(() => {
    delete process.env.KERNELBOOK_ENGINE;
  });
  afterEach(() => {
    if (kept === undefined) delete process.env.KERNELBOOK_ENGINE;
    else process.env.KERNELBOOK_ENGINE = kept;
  });

  it("selects the engine that is named and tells what it is", async () => {
    const info = await useEngine("cpu");
    expect(tf.getBackend()).to.equal("cpu");
    expect(info).to.deep.include({engine: "cpu", backend: "cpu", device: "cpu", threads: 1, passedOver: []});
    expect(info.version).to.equal(tf.version["tfjs-backend-cpu"]);
  });

  it("gives a frozen object that a notebook shows as text and as a table", async () => {
    const info = await useEngine("wasm", {threads: 1});
    expect(Object.isFrozen(info)).to.equal(true);
    const bundle = await (info as unknown as Displayable)[DISPLAY]();
    expect(bundle["text/plain"]).to.match(/^engine +wasm \d+\.\d+\.\d+\ndevice +cpu\nthreads +1\n/);
    expect(bundle["text/html"]).to.match(/^<table>[\s\S]*<th scope="row">threads<\/th>[\s\S]*<\/table>$/);
    expect(Object.keys(info)).to.include.members(["engine", "threads", "where", "memory", "passedOver"]);
  });

  it("lets engineInfo() tell the memory as it is now", async () => {
    await useEngine("wasm");
    const before = engineInfo()?.memory.bytes ?? Number.NaN;
    const x = tf.zeros([1000]);
    expect((engineInfo()?.memory.bytes ?? Number.NaN) - before).to.be.at.least(4000);
    x.dispose();
    expect(engineInfo()?.memory.bytes).to.equal(before);
  });

  it("gives engineInfo() nothing to tell before the first call", async () => {
    const {stdout, stderr} = await runScript(
      'import {engineInfo} from "kernelbook"; console.log(engineInfo());',
    );
    expect(stdout, stderr).to.equal("undefined\n");
  });

  it("takes the engine that KERNELBOOK_ENGINE names when it is called without one, and only then", async () => {
    process.env.KERNELBOOK_ENGINE = "cpu";
    expect(await useEngine()).to.include({engine: "cpu"});
    expect(await useEngine("auto")).to.include({engine: "cpu"});
    expect(await useEngine("wasm")).to.include({engine: "wasm"});
    process.env.KERNELBOOK_ENGINE = "abacus";
    expect((await rejection(useEngine())).message).to.equal(
      'useEngine: KERNELBOOK_ENGINE must be auto, torch, tensorflow, wasm, cpu, got "abacus"',
    );
  });

  for (const [args, message] of [
    [["webgl"], 'useEngine: name must be auto, torch, tensorflow, wasm, cpu, got "webgl"'],
    [[7], "useEngine: name must be auto, torch, tensorflow, wasm, cpu, got 7"],
    [["cpu", {threads: 0}], "useEngine: threads must be an integer >= 1, got 0"],
    [["cpu", {threads: "2"}], 'useEngine: threads must be a number, got "2"'],
    [["cpu", {device: "gpu"}], 'useEngine: device must be one of cpu, cuda, mps, got "gpu"'],
    [["cpu", {deterministic: 1}], "useEngine: deterministic must be true or false, got 1"],
    [["cpu", {thread: 2}], "useEngine: options must be among threads, device, deterministic, got thread"],
    [["cpu", null], "useEngine: options must be an object, got null"],
  ] as const) {
    it(`refuses ${JSON.stringify(args)}`, async () => {
      expect((await rejection(loose(...args))).message).to.equal(message);
    });
  }

  it("refuses a device that the engine does not have", async () => {
    const error = await rejection(useEngine("wasm", {device: "cuda"}));
    expect(error).to.be.instanceOf(EngineError);
    expect(error.message).to.equal(
      "engine wasm computes on cpu here, not on cuda; see `npx kernelbook engine list`",
    );
  });

  it("leaves the engine as it is when another can't be used", async () => {
    await useEngine("cpu");
    await rejection(useEngine("wasm", {device: "mps"}));
    expect(tf.getBackend()).to.equal("cpu");
    expect(engineInfo()).to.include({engine: "cpu"});
  });

  it("answers overlapping calls in their order", async () => {
    const infos = await Promise.all([useEngine("cpu"), useEngine("wasm"), useEngine("cpu")]);
    expect(infos.map(({engine}) => engine)).to.deep.equal(["cpu", "wasm", "cpu"]);
    expect(tf.getBackend()).to.equal("cpu");
  });

  it("opens an engine once", async () => {
    const first = await useEngine("wasm");
    await useEngine("cpu");
    expect(await useEngine("wasm")).to.deep.include({threads: first.threads, version: first.version});
    expect(tf.engine().registryFactory).to.have.property("wasm");
  });

  it("moves tensors of the engine before to the one that reads them", async () => {
    await useEngine("cpu");
    const x = tf.tensor2d([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    const tensors = tf.memory().numTensors;
    await useEngine("wasm");
    expect(tf.tidy(() => tf.matMul(x, x, false, true).arraySync())).to.deep.equal([
      [14, 32],
      [32, 77],
    ]);
    await useEngine("cpu");
    expect(tf.tidy(() => tf.sum(x).arraySync())).to.equal(21);
    expect(tf.memory().numTensors).to.equal(tensors);
    x.dispose();
  });

  it("keeps quiet about packages that no longer install", async () => {
    const {stderr} = await runScript(`
      import {useEngine} from "kernelbook";
      import * as tf from "@tensorflow/tfjs";
      await useEngine("cpu");
      console.log(tf.add(1, 2).dataSync());
    `);
    expect(stderr).to.equal("");
  });
});
