import fs from "node:fs";
import path from "node:path";
import {expect} from "chai";
import {findTorch} from "../../../src/engine/install/findLibrary.js";
import {packageRoot} from "../../../src/frontend/places.js";
import type {Output} from "../../../src/kernel/output.js";
import {Session} from "../../../src/kernel/session.js";
import {skip} from "../../support/skip.js";

/** The same cells whatever computes: no line of them names an engine. One thread, so that a busy machine slows all alike. */
const CELLS = [
  `import * as tf from "@tensorflow/tfjs";
import {buildLenet, type ImageSet, loadMnist, useEngine} from "kernelbook";
const engine = await useEngine("auto", {threads: 1});
engine`,

  `function toTensors(set: ImageSet) {
  const pixels = Float32Array.from(set.pixels, level => level / 255);
  return {
    images: tf.tensor4d(pixels, [set.length, set.height, set.width, 1]),
    labels: tf.oneHot(tf.tensor1d(Int32Array.from(set.labels), "int32"), 10),
  };
}
const train = toTensors(await loadMnist("train"));
const test = toTensors(await loadMnist("test"));`,

  `const model = await buildLenet();
model.compile({optimizer: tf.train.adam(0.002), loss: "categoricalCrossentropy", metrics: ["accuracy"]});
const seconds: number[] = [];
for (let epoch = 0; epoch < 3; epoch++) {
  const start = performance.now();
  await model.fit(train.images, train.labels, {batchSize: 64, epochs: 1, verbose: 0});
  seconds.push((performance.now() - start) / 1000);
}`,

  `const [loss, accuracy] = model.evaluate(test.images, test.labels, {batchSize: 200}) as tf.Scalar[];
console.log(JSON.stringify({
  engine: engine.engine,
  passedOver: engine.passedOver.map(one => one.remedy),
  seconds,
  loss: (await loss!.data())[0],
  accuracy: (await accuracy!.data())[0],
}));`,
];

interface Trained {
  readonly engine: string;
  readonly passedOver: readonly string[];
  readonly seconds: readonly number[];
  readonly loss: number;
  readonly accuracy: number;
}

describe("a notebook that trains LeNet on MNIST", function () {
  this.timeout(180_000);
  let folder = "";
  let npmOnly: Trained | undefined;

  before(() => {
    fs.mkdirSync(path.join(packageRoot, ".cache"), {recursive: true});
    folder = fs.mkdtempSync(path.join(packageRoot, ".cache", "train-"));
  });
  after(() => fs.rmSync(folder, {recursive: true, force: true}));

  /** Runs the cells in a kernel of their own. @returns What the last one says, and the first one's table. */
  async function train(env: Readonly<Record<string, string>>): Promise<{trained: Trained; table: string}> {
    const session = new Session({cwd: folder, env});
    const outputs: Output[] = [];
    try {
      for (const code of CELLS) {
        const run = session.run({code});
        for await (const output of run) outputs.push(output);
        const {outcome, error} = await run.finished;
        expect(outcome, `${error?.name}: ${error?.message}`).to.equal("ok");
      }
    } finally {
      await session.close();
    }
    const text = outputs.flatMap(one => (one.type === "stream" && one.name === "stdout" ? [one.text] : []));
    const shown = outputs.find(one => one.type === "result");
    return {
      trained: JSON.parse(text.join("")) as Trained,
      table: shown?.type === "result" ? String(shown.data["text/html"]) : "",
    };
  }

  it("needs nothing but npm", async () => {
    const {trained, table} = await train({
      KERNELBOOK_ENGINE: "",
      KERNELBOOK_TORCH: "",
      KERNELBOOK_TENSORFLOW: "",
      VIRTUAL_ENV: "",
      CONDA_PREFIX: "",
      KERNELBOOK_PYTHON: path.join(folder, "no-python"),
      KERNELBOOK_ENGINES_FOLDER: path.join(folder, "engines"),
      XDG_CACHE_HOME: folder,
      LOCALAPPDATA: folder,
    });
    expect(trained).to.include({engine: "wasm"});
    expect(trained.passedOver[0]).to.equal("type `npx kernelbook engine install torch`");
    expect(table).to.include("wasm").and.to.include("npx kernelbook engine install torch");
    expect(trained.accuracy).to.be.greaterThan(0.9);
    npmOnly = trained;
  });

  it("runs, cell for cell the same, on PyTorch's library once that is there", async function () {
    const place = await findTorch();
    if (!place.ok) skip(this, `${place.reason}; ${place.remedy}`);
    const {trained} = await train({KERNELBOOK_ENGINE: ""});
    expect(trained).to.deep.include({engine: "torch", passedOver: []});
    expect(trained.accuracy).to.be.greaterThan(0.9);
    // Printed and not demanded, because others use the machine: `npm run bench:engines` measures.
    const slow = Math.min(...(npmOnly?.seconds ?? []));
    const fast = Math.min(...trained.seconds);
    console.log(`    an epoch of 10,000 images: wasm ${slow.toFixed(1)} s, torch ${fast.toFixed(1)} s`);
  });
});
