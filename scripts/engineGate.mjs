// The gate of the engines: native libraries in processes of their own, which never run beside the other tests.
import {execFileSync} from "node:child_process";
import fs from "node:fs";
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

/** The oldest PyTorch that is supported, with the libraries that its own `pip install` would bring. */
const OLDEST = ["torch==2.10.0", "nvidia-cuda-runtime-cu12==12.8.90", "nvidia-cuda-cupti-cu12==12.8.90"];

/** Another PyTorch, 900 MB to download, for its own tests and the operations: only when it is asked for. */
async function runOldestTorch({mocha}, python) {
  const folder = path.join(root, ".cache", "torch-oldest");
  console.log(`\n  engine torch with ${OLDEST[0]}`);
  if (!fs.existsSync(path.join(folder, "torch", "version.py"))) {
    const pip = ["-m", "pip", "install", "--quiet", "--no-deps", "--target", folder, ...OLDEST];
    execFileSync(python ?? "python3", pip, {stdio: "inherit"});
  }
  const env = {KERNELBOOK_TEST_ENGINE: "torch", KERNELBOOK_TORCH: path.join(folder, "torch", "lib")};
  return await mocha([below("torch/"), below("ops/"), below("tfjsCore/")], {env});
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
  if (process.env.KERNELBOOK_TEST_OLDEST === "1") add(await runOldestTorch({mocha}, python));
  else {
    console.log("    not tested: the oldest PyTorch; set KERNELBOOK_TEST_OLDEST=1 to fetch it, 900 MB");
    add({passed: 0, failed: 0, skipped: 1});
  }
  return total;
}
