// The gate of the engines: native libraries in processes of their own, which never run beside the other tests.
import path from "node:path";
import {pathToFileURL} from "node:url";
import {root} from "./setup.mjs";

const TIERS = ["wasm", "torch", "tensorflow", "cpu"];
const below = folder => `dist/tests/engine/${folder}**/*.test.js`;
/** What no engine has to itself: choosing, installing, faults, a notebook. */
const FRAME = ["dist/tests/engine/*.test.js", ...["install/", "faults/", "notebook/"].map(below)];
/** Measures memory, so nothing else may have used the process. */
const PROOF = below("proof/");

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
    // An engine's own tests choose threads; the shared ones, all that is left, are told the engine by a variable.
    if (tier !== "cpu") add(await mocha([below(`${tier}/`)]));
    if (tier === "tensorflow" && !libraries().includes(tier)) {
      console.log(
        "    not tested: operations on tensorflow; set KERNELBOOK_TEST_TENSORFLOW=1 to fetch its library, 270 MB",
      );
      add({passed: 0, failed: 0, skipped: 1});
      continue;
    }
    const env = {KERNELBOOK_TEST_ENGINE: tier};
    const ignore = [...FRAME, PROOF, ...TIERS.map(name => below(`${name}/`))];
    add(await mocha([below("")], {ignore, env}));
    add(await mocha([PROOF], {env}));
  }
  return total;
}
