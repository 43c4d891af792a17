import {execFileSync} from "node:child_process";
import {createHash} from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type {PinSet} from "../../../../src/engine/install/pins.js";
import type {Wheel} from "../../../../src/engine/install/wheels.js";

/** Makes a wheel: argv holds its path, its version and `name=file` for each file inside. */
const SCRIPT = `
import sys, zipfile
path, version, *files = sys.argv[1:]
project = path.replace("\\\\", "/").rsplit("/", 1)[1].split("-")[0]
notes = f"{project}-{version}.dist-info"
with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
    for one in files:
        name, file = one.split("=", 1)
        z.write(file, name)
    z.writestr(f"{notes}/METADATA", f"Metadata-Version: 2.1\\nName: {project}\\nVersion: {version}\\n")
    z.writestr(f"{notes}/WHEEL", "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: false\\nTag: py3-none-any\\n")
    z.writestr(f"{notes}/licenses/LICENSE", "MIT")
    z.writestr(f"{notes}/RECORD", "")
`;

/** Writes a wheel called `project` into a folder. */
export function writeWheel(
  python: string,
  folder: string,
  project: string,
  files: Readonly<Record<string, string>>,
): Wheel {
  const file = `${project}-2.15.0-py3-none-any.whl`;
  const target = path.join(folder, file);
  fs.mkdirSync(folder, {recursive: true});
  const entries = Object.entries(files).map(([name, source]) => `${name}=${source}`);
  execFileSync(python, ["-c", SCRIPT, target, "2.15.0", ...entries]);
  const sha256 = createHash("sha256").update(fs.readFileSync(target)).digest("hex");
  return {file, sha256, requirement: `${project}==2.15.0`};
}

/** What to install from such wheels. */
export function pinsOf(wheels: readonly Wheel[], keep: RegExp): PinSet {
  return {name: "torch", version: "2.15.0", device: "cpu", wheels, keep, download: 1, installed: 1};
}
