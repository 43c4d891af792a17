import fs from "node:fs";
import path from "node:path";
import {EngineError} from "../engine.js";
import type {Downloader} from "./downloader.js";
import {hashFile} from "./hashFile.js";
import {PROGRESS_MS} from "./limits.js";
import type {PinSet} from "./pins.js";
import {runProgram} from "./runProgram.js";
import type {Wheel} from "./wheels.js";

/** Folders of an installation that is being built. */
export interface Workshop {
  /** Whole wheels with the right checksum; they stay when an installation is stopped. */
  readonly wheels: string;
  /** What uv has unpacked. */
  readonly tree: string;
  /** Where pip and uv put what is not whole yet. */
  readonly scratch: string;
  /** What will become the installation. */
  readonly files: string;
}

export function workshopIn(folder: string): Workshop {
  const below = (name: string) => path.join(folder, name);
  return {wheels: below("wheels"), tree: below("tree"), scratch: below("scratch"), files: below("files")};
}

/** The wheels that are not there yet. One with a wrong checksum is removed. */
export async function missingWheels(
  {wheels}: PinSet,
  workshop: Workshop,
  signal: AbortSignal,
): Promise<Wheel[]> {
  const missing: Wheel[] = [];
  for (const wheel of wheels) {
    const file = path.join(workshop.wheels, wheel.file);
    if (!fs.existsSync(file)) missing.push(wheel);
    else if ((await hashFile(file, signal)) !== wheel.sha256) {
      fs.rmSync(file);
      missing.push(wheel);
    }
  }
  return missing;
}

/**
 * Lets pip or uv fetch wheels.
 *
 * @param onBytes  How many bytes have come so far.
 * @throws {EngineError} With the end of what the program said.
 */
export async function fetchWheels(
  downloader: Downloader,
  pins: PinSet,
  wheels: readonly Wheel[],
  workshop: Workshop,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const target = downloader.leaves === "wheels" ? workshop.wheels : workshop.tree;
  fs.rmSync(workshop.scratch, {recursive: true, force: true});
  for (const folder of [target, workshop.scratch]) fs.mkdirSync(folder, {recursive: true});
  const requirements = path.join(workshop.scratch, "requirements.txt");
  const lines = wheels.map(({requirement, sha256}) => `${requirement} --hash=sha256:${sha256}\n`);
  fs.writeFileSync(requirements, lines.join(""));
  const before = bytesIn(target);
  const timer = setInterval(() => {
    onBytes(bytesIn(workshop.scratch) + bytesIn(target) - before);
  }, PROGRESS_MS);
  try {
    const {scratch} = workshop;
    // Half files lie here, so that they can be counted, and are on the same disk as the whole ones.
    const env = {...process.env, TMPDIR: scratch, TEMP: scratch, TMP: scratch, UV_PYTHON_DOWNLOADS: "never"};
    const command = downloader.command(requirements, target, pins);
    const {code, tail} = await runProgram(command, {cwd: scratch, env, signal});
    if (code === 0 || signal.aborted) return;
    throw new EngineError(
      pins.name,
      `${downloader.title} could not fetch ${wheels.map(one => one.requirement).join(", ")}:\n${tail}\n`,
      "check the network and the package index that it is set to, then type the same command again",
    );
  } finally {
    clearInterval(timer);
    fs.rmSync(workshop.scratch, {recursive: true, force: true});
  }
}

/** Bytes of all files below a folder; files that vanish meanwhile count nothing. */
function bytesIn(folder: string): number {
  let names: string[];
  try {
    names = fs.readdirSync(folder, {recursive: true, encoding: "utf8"});
  } catch {
    return 0; // Gone, or not there yet.
  }
  return names.reduce((sum, name) => {
    const stat = fs.statSync(path.join(folder, name), {throwIfNoEntry: false});
    return sum + (stat?.isFile() ? stat.size : 0);
  }, 0);
}
