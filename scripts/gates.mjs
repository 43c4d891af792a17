// Every gate of `npm test`, fast ones first. A gate resolves to counts; each tool that is no test runner counts as one.
import {spawn} from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {runEngineGate} from "./engineGate.mjs";
import {root} from "./setup.mjs";

/** A gate that hangs is ended and fails: the slowest takes under ten minutes on two cores, more on a busy machine. */
const GATE_TIMEOUT_MS = 25 * 60_000;
/** How long a gate may take to end the programs it has started. */
const GATE_END_MS = 10_000;
/** Share of the lines of src/ that the tests run, in percent. Raise it when the figure has grown for good. */
const COVERAGE_LINES = 90;

/** Runs a script of Node's with our terminal. @returns {Promise<number>} Exit code; 1 when ended by a signal. */
function node(args, env = {}) {
  return new Promise(resolve => {
    const child = spawn(process.execPath, args, {cwd: root, stdio: "inherit", env: {...process.env, ...env}});
    let timer = setTimeout(() => {
      console.error(`Ended after ${GATE_TIMEOUT_MS / 60_000} minutes: ${args.join(" ")}`);
      // Asked first: c8 passes the request on to mocha.
      child.kill("SIGTERM");
      timer = setTimeout(() => child.kill("SIGKILL"), GATE_END_MS);
    }, GATE_TIMEOUT_MS);
    child.on("error", () => resolve(1));
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      if (signal !== null) console.error(`Ended by ${signal}: ${args.join(" ")}`);
      resolve(code ?? 1);
    });
  });
}

const inModules = (...parts) => path.join(root, "node_modules", ...parts);

/** One tool, one count. */
async function tool(...args) {
  const code = await node(args);
  return {passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0};
}

/**
 * Runs mocha on compiled test files.
 *
 * @param {string[]} files  Paths or globs below dist/tests.
 * @param {{ignore?: string[], coverage?: boolean, env?: Record<string, string>}} [options]
 */
export async function mocha(files, {ignore = [], coverage = false, env = {}} = {}) {
  const counts = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-")), "counts.json");
  const c8 = [
    inModules("c8", "bin", "c8.js"),
    ...[
      "--reporter=text-summary",
      "--reporter=lcovonly",
      "--include=src/**",
      // Its tests have a gate of their own, in processes whose lines are not counted.
      "--exclude=src/engine/**",
      "--exclude-after-remap",
      "--merge-async",
    ],
    ...["--check-coverage", `--lines=${COVERAGE_LINES}`, "--functions=0", "--branches=0", "--statements=0"],
  ];
  const code = await node(
    [
      ...(coverage ? [...c8, process.execPath] : []),
      inModules("mocha", "bin", "mocha.js"),
      "--reporter=scripts/mochaReporter.cjs",
      ...ignore.flatMap(glob => ["--ignore", glob]),
      ...files,
    ],
    {...env, KERNELBOOK_TEST_COUNTS: counts},
  );
  let result = {passed: 0, failed: 0, skipped: 0, finished: false};
  try {
    result = JSON.parse(fs.readFileSync(counts, "utf8"));
  } catch {
    // mocha did not even start: the exit code says so too.
  }
  fs.rmSync(path.dirname(counts), {recursive: true, force: true});
  // Tests that all passed in a run that crashed, or whose coverage is too low, are still a failed gate.
  if (result.failed === 0 && (code !== 0 || !result.finished)) result.failed = 1;
  return result;
}

const REPOSITORY = "dist/tests/repository/**/*.test.js";
const ENGINES = "dist/tests/engine/**/*.test.js";
const BROWSER = "dist/tests/frontend/browser/**/*.test.js";
/** Jupyter's own programs run our kernel: counting lines in every process they start would take minutes. */
const JUPYTER = [
  "dist/tests/notebook/jupyterTools.test.js",
  "dist/tests/kernel/protocol/jupyterKernelTest.test.js",
  "dist/tests/grading/assign/nbgrader.test.js",
];

/** Whole classes and every answer in kernel and grader: hundreds of processes, most of them started without our environment. */
const GRADING = [
  "dist/tests/grading/batch/gradeCommand.test.js",
  "dist/tests/grading/fuzz/**/*.test.js",
  "dist/tests/grading/hostile/**/*.test.js",
  "dist/tests/grading/sandbox/**/*.test.js",
  "dist/tests/exercises/exerciseCommand.test.js",
  "dist/tests/exercises/inGrader.test.js",
  "dist/tests/exercises/inKernel.test.js",
  "dist/tests/exercises/mutants.test.js",
];

export const GATES = [
  {
    name: "format",
    title: "Format and lint",
    run: () => tool(inModules("@biomejs", "biome", "bin", "biome"), "ci", "--error-on-warnings", "."),
  },
  {name: "types", title: "Types and build", run: () => tool(path.join(root, "scripts", "build.mjs"))},
  {name: "unused", title: "Unused code", run: () => tool(inModules("knip", "bin", "knip.js"))},
  {
    name: "repository",
    title: "Imports, declarations, examples of the documentation",
    run: () => mocha([REPOSITORY]),
  },
  {
    name: "unit",
    title: "Unit tests with coverage",
    run: () =>
      mocha(["dist/tests/**/*.test.js"], {
        ignore: [REPOSITORY, ENGINES, BROWSER, ...JUPYTER, ...GRADING],
        coverage: true,
      }),
  },
  {name: "grading", title: "Exercises and grading", run: () => mocha(GRADING)},
  {name: "engines", title: "Engines", run: () => runEngineGate({mocha, node})},
  {name: "jupyter", title: "Jupyter's own programs", run: () => mocha(JUPYTER)},
  {
    name: "notebooks",
    title: "Notebooks",
    run: () => tool(path.join(root, "dist", "src", "cli", "main.js"), "notebooks", "check"),
  },
  {name: "browser", title: "Front ends in a browser", run: () => mocha([BROWSER])},
];
