import fs from "node:fs";
import type {LessonExercises} from "../../exercise/catalog.js";
import {type Mark, readMarks, requirePoints} from "../report/marks.js";
import {type LatePolicy, parseLatePolicy} from "../roster/latePolicy.js";
import {parseTime} from "../roster/parseTime.js";
import {type RosterEntry, readRoster} from "../roster/roster.js";
import type {BatchSettings} from "./batchSettings.js";
import type {RunFolder} from "./runFolder.js";
import {type RunSeed, runSeed} from "./runSeed.js";

/** Files of the teacher's; those kept from an earlier run stand where one is missing. */
export interface RecordFiles {
  /** Text, or the file that `assign` wrote for the teacher. */
  readonly seed?: string;
  readonly roster?: string;
  readonly marks?: string;
}

/** What a teacher keeps about a class. */
export interface ClassRecords {
  readonly seed: RunSeed;
  readonly roster?: ReadonlyMap<string, RosterEntry>;
  readonly marks: readonly Mark[];
  /** As it was typed. */
  readonly due?: string;
  readonly policy?: LatePolicy;
}

/**
 * Reads seed, class list and marks, and keeps copies in the run's folder: the next run there needs no more.
 *
 * @throws {RangeError | SyntaxError} When one of them cannot be used, which leaves the copies as they were, or a late policy has no due time.
 */
export function readRecords(
  run: RunFolder,
  settings: BatchSettings,
  files: RecordFiles,
  lesson: LessonExercises,
): ClassRecords {
  const rosterText = textOf(run, "private/roster.csv", files.roster);
  const marksText = textOf(run, "marks.csv", files.marks);
  const roster = rosterText === undefined ? undefined : readRoster(rosterText, files.roster ?? "roster.csv");
  const marks = marksText === undefined ? [] : readMarks(marksText, files.marks ?? "marks.csv");
  const points = lesson.entries.map(({exercise}) => [exercise.id, exercise.points] as const);
  requirePoints(marks, new Map(points), files.marks ?? "marks.csv");
  const seed = runSeed(files.seed, run, settings.assignment);
  const due = settings.due ?? seed.due;
  const policy = settings.late === undefined ? undefined : parseLatePolicy(settings.late);
  if (due !== undefined) parseTime(due);
  if (policy !== undefined && due === undefined) {
    throw new RangeError(
      `readRecords: a late policy must have a due time (--due), got none for ${settings.late}`,
    );
  }
  if (rosterText !== undefined) run.write("private/roster.csv", rosterText);
  if (marksText !== undefined) run.write("marks.csv", marksText);
  return {
    seed,
    marks,
    ...(roster !== undefined && {roster}),
    ...(due !== undefined && {due}),
    ...(policy !== undefined && {policy}),
  };
}

function textOf(run: RunFolder, kept: string, file: string | undefined): string | undefined {
  return file === undefined ? run.read(kept) : fs.readFileSync(file, "utf8");
}
