import fs from "node:fs";
import {runTool} from "./runTool.js";

/** A Python that can make a virtual environment for JupyterLab. */
export interface Python {
  /** How it is started: a command and the arguments that choose the version. */
  readonly command: readonly [string, ...string[]];
  /** `3.11.7` */
  readonly version: string;
  /** False on a Debian where `python3-venv` is not installed. */
  readonly ensurepip: boolean;
}

/** What was found instead. */
export interface NoPython {
  /** Version of the newest Python that is too old, when there is one. */
  readonly tooOld?: string;
}

/** JupyterLab 4.6 asks for this much. */
const NEEDED = [3, 10] as const;

const PROBE = [
  "import sys, importlib.util as u",
  "print('%d.%d.%d' % sys.version_info[:3], int(u.find_spec('ensurepip') is not None))",
].join("\n");

function candidates(): [string, ...string[]][] {
  const chosen = process.env.KERNELBOOK_PYTHON;
  if (chosen) return [[chosen]];
  // On Windows `python` may be the Store's placeholder, which prints nothing of use; `py` comes with Python itself.
  return process.platform === "win32" ? [["py", "-3"], ["python"]] : [["python3"], ["python"]];
}

/**
 * The first Python >= 3.10 on the path; `KERNELBOOK_PYTHON` names another one.
 *
 * @returns The Python, or what was found instead.
 */
export async function findPython(): Promise<Python | NoPython> {
  let tooOld: string | undefined;
  for (const command of candidates()) {
    const [program, ...args] = command;
    const {code, stdout} = await runTool(program, [...args, "-c", PROBE], {timeout: 15_000});
    const match = /^((\d+)\.(\d+)\.\d+) ([01])\s*$/.exec(stdout);
    if (code !== 0 || match === null) continue;
    const [, version = "", major, minor, ensurepip] = match;
    if (Number(major) > NEEDED[0] || (Number(major) === NEEDED[0] && Number(minor) >= NEEDED[1])) {
      return {command, version, ensurepip: ensurepip === "1"};
    }
    tooOld ??= version;
  }
  return {tooOld};
}

/** The line to type for a Python, on this system. */
export function howToGetPython(): string {
  if (process.platform === "darwin")
    return "`brew install python`, or the installer from https://www.python.org";
  if (process.platform === "win32")
    return "`winget install Python.Python.3.13`, or the installer from https://www.python.org";
  if (fs.existsSync("/usr/bin/apt-get")) return "`sudo apt install python3 python3-venv`";
  if (fs.existsSync("/usr/bin/dnf")) return "`sudo dnf install python3`";
  return "Python 3.10 or newer from your system's packages";
}
