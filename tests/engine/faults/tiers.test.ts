import {expect} from "chai";
import {loadEngine} from "../../../src/engine/engines.js";
import {runScript, type ScriptOptions} from "../../support/nodeScript.js";
import {skip} from "../../support/skip.js";

/** Virtual memory for the test of exhaustion: Node, a library and some tensors fit, 8 GB more do not. */
const TIGHT_KB = 6_000_000;

const IMPORTS = `
import {useEngine, engineInfo} from "kernelbook";
import * as tf from "@tensorflow/tfjs";
import {Worker} from "node:worker_threads";
const failure = work => { try { work(); return "no error"; } catch (error) { return error.message; } };
const tell = value => console.log(JSON.stringify(value));
`;

const HEAD = (engine: string) => `${IMPORTS} await useEngine(${JSON.stringify(engine)}, {threads: 1});`;

/** Steps without end, so that the process must be ended from outside or from the middle of one. */
const TRAIN = `
const model = tf.sequential({layers: [
  tf.layers.conv2d({inputShape: [28, 28, 1], filters: 8, kernelSize: 3, activation: "relu"}),
  tf.layers.flatten(),
  tf.layers.dense({units: 10, activation: "softmax"}),
]});
model.compile({optimizer: "sgd", loss: "categoricalCrossentropy"});
const x = tf.randomNormal([64, 28, 28, 1]);
const y = tf.oneHot(tf.range(0, 64, 1, "int32").mod(10).toInt(), 10);
async function step() { await model.trainOnBatch(x, y); }
await step();
`;

const WORKER = `
const {parentPort, workerData} = require("node:worker_threads");
(async () => {
  const {useEngine} = await import("kernelbook");
  const tf = await import("@tensorflow/tfjs");
  await useEngine(workerData.engine, {threads: 1});
  const x = tf.ones([64, 64]);
  do parentPort.postMessage(tf.tidy(() => tf.sum(tf.matMul(x, x)).dataSync()[0]));
  while (workerData.forever);
})().catch(error => parentPort.postMessage(error.message));
`;

for (const engine of ["torch", "tensorflow", "wasm", "cpu"] as const) {
  describe(`engine ${engine} under bad treatment`, function () {
    this.timeout(120_000);

    before(async function () {
      const probe = await (await loadEngine(engine)).probe();
      if (!probe.ok) skip(this, `${probe.reason}; ${probe.remedy}`);
    });

    async function told(
      code: string,
      options: ScriptOptions = {},
      head: string = HEAD(engine),
    ): Promise<unknown> {
      const {stdout, stderr, code: exit, signal} = await runScript(head + code, options);
      expect(`${exit} ${signal}`, stderr).to.equal("0 null");
      return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
    }

    it("says which shapes do not fit, and goes on", async () => {
      const [matMul, conv, add, sum] = (await told(`
        tell([
          failure(() => tf.matMul(tf.ones([2, 3]), tf.ones([4, 5]))),
          failure(() => tf.conv2d(tf.ones([1, 8, 8, 3]), tf.ones([3, 3, 4, 2]), 1, "same")),
          failure(() => tf.add(tf.ones([2]), tf.ones([3]))),
          tf.tidy(() => tf.add([1, 2], [3, 4]).arraySync()),
        ]);
      `)) as [string, string, string, number[]];
      expect(matMul).to.match(/3.*4/);
      expect(conv).to.match(/depth of input \(3\) must match input depth for filter 4/);
      expect(add).to.match(/2.*3/);
      expect(sum).to.deep.equal([4, 6]);
    });

    it("refuses a tensor that was disposed of, and goes on", async () => {
      const [used, read, sum] = (await told(`
        const gone = tf.ones([2, 2]);
        gone.dispose();
        tell([failure(() => tf.add(gone, 1)), failure(() => gone.dataSync()), tf.tidy(() => tf.add([1], [2]).arraySync())]);
      `)) as [string, string, number[]];
      expect(used).to.match(/disposed/i);
      expect(read).to.match(/disposed/i);
      expect(sum).to.deep.equal([3]);
    });

    it("says that memory is out, and goes on", async function () {
      if (process.platform === "win32") skip(this, "no ulimit");
      // The engine wasm asks for address space up front and may say so when it starts, where Node reserves a lot for it.
      const [message, sum] = (await told(
        `
        const started = await useEngine("${engine}", {threads: 1}).then(() => undefined, error => error.message);
        const message = started ?? failure(() => tf.zeros([128, 1024, 1024, 16]).dataSync());
        tell([message, started === undefined ? tf.tidy(() => tf.add([1], [2]).arraySync()) : [3]]);
        `,
        {virtualKb: TIGHT_KB},
        IMPORTS,
      )) as [string, number[]];
      expect(message).to.match(/memory|allocation failed/i);
      expect(sum).to.deep.equal([3]);
    });

    it("computes in worker threads, two at once and beside the main thread", async () => {
      const code = `
        const x = tf.ones([64, 64]);
        const product = () => tf.tidy(() => tf.sum(tf.matMul(x, x)).dataSync()[0]);
        const first = product();
        const worker = () => new Promise((resolve, reject) => {
          const one = new Worker(${JSON.stringify(WORKER)}, {eval: true, workerData: {engine: "${engine}"}});
          let answer;
          one.on("message", value => { answer = value; }).on("error", reject).on("exit", () => resolve(answer));
        });
        tell([first, ...(await Promise.all([worker(), worker()])), product()]);
      `;
      expect(await told(code)).to.deep.equal([262144, 262144, 262144, 262144]);
    });

    it("lets a worker thread be ended while it computes", async () => {
      const code = `
        const worker = new Worker(${JSON.stringify(WORKER)}, {
          eval: true,
          workerData: {engine: "${engine}", forever: true},
        });
        await new Promise(resolve => worker.once("message", resolve));
        await worker.terminate();
        tell(tf.tidy(() => tf.add([1], [2]).arraySync()));
      `;
      expect(await told(code)).to.deep.equal([3]);
    });

    for (const [when, code, exit] of [
      ["at the end of the program, with tensors alive", "", 0],
      [
        "by process.exit in the middle of a computation",
        "tf.tidy(() => { tf.ones([2]); process.exit(3); });",
        3,
      ],
      [
        "by process.exit while a worker thread computes",
        `const worker = new Worker(${JSON.stringify(WORKER)}, {eval: true, workerData: {engine: "${engine}", forever: true}});
         worker.once("message", () => process.exit(3));
         await new Promise(() => {});`,
        3,
      ],
    ] as const) {
      it(`ends without a crash: ${when}`, async () => {
        const ended = await runScript(HEAD(engine) + TRAIN + code);
        expect(`${ended.code} ${ended.signal}`, ended.stderr).to.equal(`${exit} null`);
      });
    }

    it("ends without a crash: by SIGTERM while it trains", async function () {
      if (process.platform === "win32") skip(this, "no signals");
      const code = `${TRAIN} console.log("training"); for (;;) await step();`;
      const ended = await runScript(HEAD(engine) + code, {endAt: "training"});
      expect(`${ended.code} ${ended.signal}`, ended.stderr).to.equal("null SIGTERM");
    });

    it("hands a model in training over to another engine and takes it back", async () => {
      const other = engine === "cpu" ? "wasm" : "cpu";
      const [before, between, after] = (await told(`
        const w = tf.variable(tf.fill([3, 2], 0.5));
        const x = tf.tensor2d([[1, 2, 3]]);
        const optimizer = tf.train.momentum(0.1, 0.9);
        const loss = () => optimizer.minimize(() => tf.sum(tf.square(tf.matMul(x, w))), true).dataSync()[0];
        const losses = [loss()];
        await useEngine("${other}");
        losses.push(loss());
        await useEngine("${engine}");
        losses.push(loss());
        tell(losses);
      `)) as [number, number, number];
      // Worked by hand: w = 0.5, so x w = 3 twice; the gradient of w is 6 x, then momentum adds up.
      expect(before).to.be.closeTo(18, 1e-4);
      expect(between).to.be.closeTo(2 * (3 - 0.1 * 14 * 6) ** 2, 1e-3);
      expect(after).to.be.closeTo(2 * handOver() ** 2, 1e-2);
    });
  });
}

/** x w after two steps of momentum, by hand: x x = 14, the velocity is that of the gradients 2 y x. */
function handOver(): number {
  let y = 3;
  let velocity = 0;
  for (let step = 0; step < 2; step++) {
    velocity = 0.9 * velocity + 2 * y * 14;
    y -= 0.1 * velocity;
  }
  return y;
}
