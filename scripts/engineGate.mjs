// The gate of the engines: native libraries in processes of their own, which never run beside the other tests.
import path from "node:path";
import {pathToFileURL} from "node:url";
import {root} from "./setup.mjs";

const TIERS = ["wasm", "torch", "tensorflow", "cpu"];
/** Tests of one engine, and those that every engine must pass: KERNELBOOK_TEST_ENGINE says which one a process is for. */
const own = tier => `dist/tests/engine/${tier}/**/*.test.js`;
const SHARED = ["ops", "gradients", "tfjsCore", "proof"].map(
  folder => `dist/tests/engine/${folder}/**/*.test.js`,
);
const FRAME = [
  "dist/tests/engine/*.test.js",
  ...["install", "faults", "notebook"].map(folder => `dist/tests/engine/${folder}/**/*.test.js`),
];

/** The libraries that are fetched: PyTorch's, 550 MB; TensorFlow's, 270 MB, only when it is asked for. */
function libraries() {
  return process.env.KERNELBOOK_TEST_TENSORFLOW === "1" ? ["torch", "tensorflow"] : ["torch"];
}

/**
 * Fetches the libraries as a learner does, then runs the tests, one process after the other: side by side, their threads
 * would take the processor from each other.
 *
 * @param {{mocha: Function, node: Function}} tools  As `gates.mjs` has them.
 */
export async function runEngineGate({mocha, node}) {
  const total = {passed: 0, failed: 0, skipped: 0};
  const add = counts => {
    for (const kind of Object.keys(total)) total[kind] += counts[kind];
  };
  const {testPython} = await import(pathToFileURL(path.join(root, "dist/tests/support/python.js")).href);
  // A Python with pip for sure; the one on the path may have none.
  const python = await testPython();
  const env = python === undefined ? {} : {KERNELBOOK_PYTHON: python};
  for (const name of libraries()) {
    console.log(`  kernelbook engine install ${name}`);
    const code = await node([path.join(root, "dist/src/cli/main.js"), "engine", "install", name], env);
    add({passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0});
  }
  add(await mocha(FRAME));
  for (const tier of TIERS) {
    console.log(`\n  engine ${tier}`);
    add(
      await mocha([...(tier === "cpu" ? [] : [own(tier)]), ...SHARED], {env: {KERNELBOOK_TEST_ENGINE: tier}}),
    );
  }
  return total;
}
