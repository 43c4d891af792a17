import {createHash} from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import {findPython, howToGetPython, type Python} from "./findPython.js";
import {StepError} from "./report.js";
import {runTool, tail} from "./runTool.js";

/** A virtual environment and what belongs in it. */
export interface VenvOptions {
  /** Made when it is not there; removed and made anew when the requirements have changed. */
  readonly folder: string;
  /** A requirements file with exact versions and checksums. */
  readonly requirements: string;
}

/** The interpreter inside an environment. */
export function venvPython(folder: string): string {
  return process.platform === "win32"
    ? path.join(folder, "Scripts", "python.exe")
    : path.join(folder, "bin", "python");
}

function stampFile(folder: string): string {
  return path.join(folder, ".kernelbook");
}

function requirementsKey(requirements: string): string {
  return createHash("sha256").update(fs.readFileSync(requirements)).digest("hex");
}

/** Whether the environment holds what the requirements say and its interpreter is still there. */
export function isVenvReady({folder, requirements}: VenvOptions): boolean {
  try {
    return (
      fs.readFileSync(stampFile(folder), "utf8") === requirementsKey(requirements) &&
      fs.existsSync(venvPython(folder))
    );
  } catch {
    return false;
  }
}

/** Whether `uv` is on the path: it installs the same files about ten times faster than pip. */
async function hasUv(): Promise<boolean> {
  return (await runTool("uv", ["--version"], {timeout: 15_000})).code === 0;
}

async function choosePython(uv: boolean): Promise<Python> {
  const python = await findPython();
  if (!("command" in python)) {
    const found = python.tooOld === undefined ? "there is none here" : `this is Python ${python.tooOld}`;
    throw new StepError(
      `Python 3.10 or newer is needed; ${found}.`,
      `install it (${howToGetPython()}), then type the same command again. VS Code needs no Python: docs/vscode.md.`,
    );
  }
  if (!uv && !python.ensurepip) {
    throw new StepError(
      `Python ${python.version} is here, but the part that makes virtual environments is not.`,
      "type `sudo apt install python3-venv`, then the same command again.",
    );
  }
  return python;
}

async function must(command: string, args: readonly string[], what: string, next: string): Promise<void> {
  const {code, output} = await runTool(command, args, {
    // Neither tool may bring a Python of its own, or read settings that point away from the requirements file.
    env: {
      ...process.env,
      UV_PYTHON_DOWNLOADS: "never",
      PIP_DISABLE_PIP_VERSION_CHECK: "1",
      PIP_NO_INPUT: "1",
    },
  });
  if (code !== 0) throw new StepError(what, next, tail(output));
}

/**
 * Makes the environment ready: with uv when it is there, else with `python -m venv` and pip. Every file is held to the
 * checksum in the requirements.
 *
 * @returns What was done, in a word or two.
 * @throws {StepError} When Python, its venv module or the network is missing.
 */
export async function prepareVenv(options: VenvOptions): Promise<string> {
  const {folder, requirements} = options;
  if (isVenvReady(options)) return "up to date";
  const uv = await hasUv();
  const python = await choosePython(uv);
  const [program, ...args] = python.command;
  fs.rmSync(folder, {recursive: true, force: true});
  const inside = venvPython(folder);
  const again = "check the network, then type the same command again.";
  const pinned = ["--require-hashes", "-r", requirements];
  if (uv) {
    const interpreter = (
      await runTool(program, [...args, "-c", "import sys; print(sys.executable)"])
    ).stdout.trim();
    await must(
      "uv",
      ["venv", "--quiet", "--python", interpreter, folder],
      "uv could not make the environment.",
      again,
    );
    await must(
      "uv",
      ["pip", "install", "--quiet", "--python", inside, ...pinned],
      "uv could not install.",
      again,
    );
  } else {
    const next = "see the message above; on Debian and Ubuntu `sudo apt install python3-venv` helps.";
    await must(program, [...args, "-m", "venv", folder], "The environment could not be made.", next);
    await must(inside, ["-m", "pip", "install", "--quiet", ...pinned], "pip could not install.", again);
  }
  // JupyterLab runs a CommonJS file from in there with Node; below our own manifest it would be taken for an ES module.
  fs.writeFileSync(path.join(folder, "package.json"), '{"private": true, "type": "commonjs"}\n');
  fs.writeFileSync(stampFile(folder), requirementsKey(requirements));
  return `made with Python ${python.version}${uv ? " and uv" : ""}`;
}
