import {execFileSync} from "node:child_process";
import {existsSync, readFileSync} from "node:fs";
import path from "node:path";
import {PROJECT} from "../support/project.js";
import type {KernelSpec} from "./kernelSpec.js";
import {denoProgram, PEERS_FOLDER} from "./peers.js";
import {OURS} from "./targets.js";

/** What there is to measure, and in words what is not. */
export interface Found {
  readonly kernels: readonly KernelSpec[];
  readonly missing: readonly string[];
}

/** Looks for the four kernels. `python` overrides the test environment's Python. */
export function findKernels(python: string | undefined): Found {
  const kernels: KernelSpec[] = [];
  const missing: string[] = [];
  for (const found of [findOurs(), findTslab(), findDeno(), findIpykernel(python)]) {
    if (typeof found === "string") missing.push(found);
    else kernels.push(found);
  }
  return {kernels, missing};
}

const COMMON = {env: {}, pauseAfterErrorMs: 0, outputsAfterIdleMs: 0} as const;

function findOurs(): KernelSpec | string {
  const main = path.join(PROJECT, "dist/src/cli/main.js");
  if (!existsSync(main)) return `${OURS}: not built, run npm run build`;
  return {
    ...COMMON,
    name: OURS,
    version: packageVersion(PROJECT),
    language: "typescript",
    argv: file => [process.execPath, main, "kernel", "--connection-file", file],
    interrupt: "message",
  };
}

function findTslab(): KernelSpec | string {
  const folder = path.join(PROJECT, "node_modules/tslab");
  if (!existsSync(folder)) return "tslab: the optional dependency is not installed";
  return {
    ...COMMON,
    name: "tslab",
    version: packageVersion(folder),
    language: "typescript",
    argv: file => [process.execPath, path.join(folder, "bin/tslab"), "kernel", "--config-path", file],
    interrupt: "signal",
    pauseAfterErrorMs: 300,
  };
}

function findDeno(): KernelSpec | string {
  const program = denoProgram();
  if (program === undefined) return "deno: not installed, add --peers";
  return {
    ...COMMON,
    name: "deno",
    version: packageVersion(path.join(PEERS_FOLDER, "node_modules/deno")),
    language: "typescript",
    argv: file => [program, "jupyter", "--kernel", "--conn", file],
    env: {DENO_DIR: path.join(PEERS_FOLDER, "deno-dir"), DENO_NO_UPDATE_CHECK: "1"},
    interrupt: "signal",
    outputsAfterIdleMs: 100,
  };
}

function findIpykernel(given: string | undefined): KernelSpec | string {
  const inside = process.platform === "win32" ? "Scripts/python.exe" : "bin/python";
  const python = given ?? path.join(PROJECT, ".venv-test", inside);
  if (!existsSync(python)) return `ipykernel: no Python at ${path.relative(PROJECT, python)}`;
  try {
    const version = execFileSync(python, ["-c", "import ipykernel; print(ipykernel.__version__)"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return {
      ...COMMON,
      name: "ipykernel",
      version: version.trim(),
      language: "python",
      argv: file => [python, "-m", "ipykernel_launcher", "-f", file],
      interrupt: "signal",
    };
  } catch {
    return `ipykernel: not installed in the Python at ${path.relative(PROJECT, python)}`;
  }
}

function packageVersion(folder: string): string {
  const {version} = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {version: string};
  return version;
}
