import {expect} from "chai";
import {runScript} from "../../support/nodeScript.js";

const HEAD = `
import {useEngine} from "kernelbook";
import * as tf from "@tensorflow/tfjs";
const failure = async work => { try { await work(); return "no error"; } catch (error) { return error.message; } };
const tell = value => console.log(JSON.stringify(value));
`;

async function told<T>(script: string): Promise<T> {
  const {code, stdout, stderr} = await runScript(HEAD + script);
  expect(code, stderr).to.equal(0);
  return JSON.parse(stdout) as T;
}

describe("opening the wasm engine", function () {
  this.timeout(30_000);

  it("grants the threads that are asked for, and others later while no tensor is held", async () => {
    const threads = await told<number[]>(`
      const granted = [];
      for (const threads of [2, 1, 3, 3]) {
        granted.push((await useEngine("wasm", {threads})).threads);
        granted.push(tf.tidy(() => tf.sum(tf.matMul(tf.ones([200, 50]), tf.ones([50, 200]))).dataSync()[0]));
      }
      tell(granted);
    `);
    expect(threads).to.deep.equal([2, 2_000_000, 1, 2_000_000, 3, 2_000_000, 3, 2_000_000]);
  });

  it("refuses other threads while tensors live", async () => {
    const message = await told<string>(`
      await useEngine("wasm", {threads: 1});
      const x = tf.ones([2]);
      tell(await failure(() => useEngine("wasm", {threads: 2})));
    `);
    expect(message).to.equal(
      "the wasm backend is open with 1 threads and holds 1 tensors, so it can't be started in another way; choose the engine and its threads before the first tensor, or dispose of all tensors first",
    );
  });

  it("takes over a backend that somebody else started only while it holds no tensor", async () => {
    const [message, threads] = await told<[string, number]>(`
      await import("@tensorflow/tfjs-backend-wasm");
      await tf.setBackend("wasm");
      const x = tf.ones([2]);
      const message = await failure(() => useEngine("wasm", {threads: 2}));
      x.dispose();
      tell([message, (await useEngine("wasm", {threads: 2})).threads]);
    `);
    expect(message).to.match(/^the wasm backend was started without useEngine and holds 1 tensors, /);
    expect(threads).to.equal(2);
  });

  it("leaves the process as it was: listeners, global names, and what its workers are", async () => {
    const same = await told<boolean[]>(`
      import threads from "node:worker_threads";
      const state = () => [process.listenerCount("uncaughtException"), process.listenerCount("unhandledRejection"),
        "Worker" in globalThis, threads.Worker.name].join();
      const before = state();
      const after = [];
      for (const threads of [2, 1]) {
        await useEngine("wasm", {threads});
        after.push(state() === before);
      }
      tell(after);
    `);
    expect(same).to.deep.equal([true, true]);
  });
});
