import {randomBytes} from "node:crypto";
import fs from "node:fs";
import {readRelease} from "../assign/releaseFile.js";
import type {GradingJob} from "../job.js";
import type {RunFolder} from "./runFolder.js";

/** Where a run's hidden cases come from. */
export interface RunSeed extends Pick<GradingJob, "seed" | "variants"> {
  /** When the release was due, where it says so. */
  readonly due?: string;
}

/**
 * The seed of a run, kept in its folder for the next one: that of a release, where `option` is the file that `assign` wrote for
 * the teacher; else `option` itself; else the one kept; else a random one.
 *
 * @throws {RangeError} When the release is of another lesson.
 * @throws {SyntaxError} When the file is no release.
 */
export function runSeed(option: string | undefined, run: RunFolder, assignment: string): RunSeed {
  const kept = run.read("seed");
  const seed =
    option === undefined && kept !== undefined ? (JSON.parse(kept) as RunSeed) : newSeed(option, assignment);
  run.write("seed", `${JSON.stringify(seed)}\n`);
  return seed;
}

function newSeed(option: string | undefined, assignment: string): RunSeed {
  if (option === undefined) return {seed: randomBytes(16).toString("hex"), variants: "course"};
  if (!fs.existsSync(option)) return {seed: option, variants: "course"};
  const release = readRelease(fs.readFileSync(option, "utf8"), option);
  if (release.assignment !== assignment) {
    throw new RangeError(
      `runSeed: ${option} must be of ${assignment}, got a release of ${release.assignment}`,
    );
  }
  return {seed: release.seed, variants: "seed", ...(release.due !== undefined && {due: release.due})};
}
