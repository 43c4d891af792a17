import {randomBytes} from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type {LessonExercises} from "../../exercise/catalog.js";
import {atomicWrite} from "../../notebook/atomicWrite.js";
import {writeNotebook} from "../../notebook/writeNotebook.js";
import {parseTime} from "../roster/parseTime.js";
import {handout} from "./answerCells.js";
import {nbgraderConfig} from "./nbgraderConfig.js";
import {nbgraderSource} from "./nbgraderSource.js";
import {type Release, readRelease} from "./releaseFile.js";
import {releaseNotebook} from "./releaseNotebook.js";

export interface WriteReleaseOptions {
  /** The teacher's secret; that of an earlier release of the lesson in the same folder, else random, unless given. */
  readonly seed?: string;
  /** ISO 8601. */
  readonly due?: string;
}

/** Paths of what was written. */
export interface WrittenRelease {
  /** For students. */
  readonly notebook: string;
  /** For the teacher alone. */
  readonly teacher: string;
  /** For nbgrader, for the teacher alone. */
  readonly source: string;
  readonly config: string;
}

/**
 * Writes a lesson as an assignment: `release/` for students, `teacher/` with the secret, `source/` and a configuration for
 * nbgrader. Written again, it keeps its seed, so that stubs and hidden cases stay.
 *
 * @throws {SyntaxError} When `due` is no time, or the teacher's file there is something else.
 */
export function writeRelease(
  {name, lesson, entries}: LessonExercises,
  folder: string,
  {seed, due}: WriteReleaseOptions = {},
): WrittenRelease {
  if (due !== undefined) parseTime(due);
  const written = {
    notebook: path.join(folder, "release", name, `${name}.ipynb`),
    teacher: path.join(folder, "teacher", `${name}.json`),
    source: path.join(folder, "source", name, `${name}.ipynb`),
    config: path.join(folder, "nbgrader_config.py"),
  };
  const before = fs.existsSync(written.teacher)
    ? readRelease(fs.readFileSync(written.teacher, "utf8"), written.teacher)
    : undefined;
  const secret = seed ?? before?.seed ?? randomBytes(16).toString("hex");
  const last = due ?? before?.due;
  const handouts = entries.map(({exercise, path: entryPath}) => handout(exercise, entryPath, secret));
  const release: Release = {
    version: 1,
    assignment: name,
    lesson,
    seed: secret,
    points: Object.fromEntries(entries.map(({exercise}) => [exercise.id, exercise.points])),
    ...(last !== undefined && {due: last}),
  };
  const notebook = releaseNotebook(name, handouts);
  for (const file of [written.teacher, written.source]) {
    fs.mkdirSync(path.dirname(file), {recursive: true, mode: 0o700});
  }
  fs.mkdirSync(path.dirname(written.notebook), {recursive: true});
  atomicWrite(written.teacher, `${JSON.stringify(release, null, 2)}\n`, 0o600);
  atomicWrite(written.notebook, writeNotebook(notebook));
  atomicWrite(written.source, writeNotebook(nbgraderSource(notebook, handouts, secret)), 0o600);
  if (!fs.existsSync(written.config)) atomicWrite(written.config, nbgraderConfig());
  return written;
}
