import fs from "node:fs";
import {createRequire} from "node:module";
import path from "node:path";
import {expect} from "chai";
import {tensorWithVariance} from "../../../src/kernel/types/tensorVariance.js";
import type {TypeEngine} from "../../../src/kernel/types/typeEngine.js";
import {createTypeScript7} from "../../../src/kernel/types/typescript7.js";
import {TypeScript7Project} from "../../../src/kernel/types/typescript7Project.js";
import {startTypeScript7} from "../../../src/kernel/types/typescript7Server.js";
import {slashed} from "../../../src/kernel/types/virtualFiles.js";
import {bareFolder, close, engineOptions, open, run} from "./engineHarness.js";

const require = createRequire(import.meta.url);
const core = createRequire(require.resolve("@tensorflow/tfjs/package.json")).resolve(
  "@tensorflow/tfjs-core/package.json",
);
const declarations = slashed(path.join(path.dirname(core), "dist/tensor.d.ts"));
const original = fs.readFileSync(declarations, "utf8");

const TYPES = [
  "tf.Tensor",
  "tf.Tensor<any>",
  "tf.Tensor<never>",
  "tf.Scalar",
  "tf.Tensor1D",
  "tf.Tensor2D",
  "tf.Tensor4D",
  "tf.Tensor<tf.Rank.R2>",
  "tf.Tensor<tf.Rank.R1 | tf.Rank.R2>",
  "tf.Variable",
  "tf.Variable<tf.Rank.R2>",
  "tf.TensorLike",
  "tf.TensorContainer",
  "tf.SymbolicTensor",
];

/** A value, an array of them and a parameter: read, written and the other way round. */
const assignment = (from: string, to: string) =>
  `declare const a: ${from}; const b: ${to} = a; const c: ${to}[] = [a]; const d: (x: ${from}) => void = (x: ${to}) => {};`;

const CELLS = [
  ...TYPES.flatMap(from => TYPES.map(to => assignment(from, to))),
  "tf.tidy(() => tf.ones([2, 2]).add(1))",
  "tf.concat([tf.ones([2]), tf.ones([3, 3])])",
  "tf.tensor2d([[1]]).matMul(3)",
  "(tf.sequential().predict(tf.ones([1, 2])) as tf.Tensor2D).shape[2]",
  "tf.ones([2, 2]).reshape<tf.Rank.R3>([1, 2, 2]).shape[3]",
  "tf.grad((x: tf.Tensor2D) => x.sum())(tf.ones([2, 2]))",
  `tf.conv2d(tf.ones([3, 3]), tf.ones([1, 1, 1, 1]), 1, "same")`,
  `tf.maxPool(tf.tensor3d([[[1]]]), 2, 2, "same").shape[3]`,
];

function errorsOf(engine: TypeEngine): string[] {
  expect(run(engine, `import * as tf from "@tensorflow/tfjs"`)).to.deep.equal([]);
  return CELLS.map(cell =>
    [cell, ...engine.check(cell).map(({code, start, text}) => `TS${code} at ${start}: ${text}`)].join("\n"),
  );
}

describe("tensorWithVariance(file)", function () {
  this.timeout(120_000);

  it("adds one word to the installed declaration of Tensor", () => {
    const text = tensorWithVariance(declarations);
    expect(text).to.not.equal(original);
    expect(text?.replace("<out R extends", "<R extends")).to.equal(original);
  });

  it("leaves every other file, and one that is not there, to the compiler", () => {
    expect(tensorWithVariance(declarations.replace("tensor.d.ts", "index.d.ts"))).to.equal(undefined);
    expect(tensorWithVariance("/nowhere/@tensorflow/tfjs-core/dist/tensor.d.ts")).to.equal(undefined);
  });

  it(`gives the same errors for ${CELLS.length} cells as the library as it is`, async () => {
    const folder = bareFolder();
    const server = await startTypeScript7(folder);
    if (server === undefined) throw new Error("TypeScript 7 must be installed for its tests");
    server.files.set(declarations, original);
    const engine = createTypeScript7(engineOptions(folder), new TypeScript7Project(server));
    const plain = {engine, folder, notices: [], server};
    const annotated = await open("typescript7");
    try {
      const expected = errorsOf(plain.engine);
      expect(expected.filter(text => text.includes("\n"))).to.have.length.greaterThan(100);
      expect(errorsOf(annotated.engine)).to.deep.equal(expected);
    } finally {
      close(plain);
      close(annotated);
    }
  });
});
