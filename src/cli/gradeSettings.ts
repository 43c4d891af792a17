import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {findLesson} from "../exercise/catalog.js";
import type {BatchSettings} from "../grading/batch/batchSettings.js";
import type {RecordFiles} from "../grading/batch/classRecords.js";
import {REPORT_FORMATS} from "../grading/report/reportInput.js";
import {parseLatePolicy} from "../grading/roster/latePolicy.js";
import {parseTime} from "../grading/roster/parseTime.js";
import {UsageError} from "./command.js";
import {parseOptions} from "./parseOptions.js";

/** What was typed behind `kernelbook grade`. */
export type GradeArguments = ReturnType<typeof parseGradeArguments>;

const SANDBOXES = ["bubblewrap", "namespaces", "container"] as const;
/** More judges than this share too little: one needs 300 MB and most of a processor. */
const MOST_JOBS = 4;

export function parseGradeArguments(args: readonly string[]) {
  return parseOptions("grade", args, {
    help: {type: "boolean", short: "h", default: false},
    lesson: {type: "string"},
    out: {type: "string"},
    jobs: {type: "string"},
    seed: {type: "string"},
    resume: {type: "boolean", default: false},
    only: {type: "string", multiple: true},
    since: {type: "string"},
    format: {type: "string"},
    anonymous: {type: "boolean", default: false},
    private: {type: "string"},
    roster: {type: "string"},
    marks: {type: "string"},
    due: {type: "string"},
    late: {type: "string"},
    sandbox: {type: "string"},
    image: {type: "string"},
    unsandboxed: {type: "boolean", default: false},
  });
}

/**
 * The settings of a run: what was typed, and with `--resume` what was typed the time before where it was left out now.
 *
 * @param before  `settings` of the run in the folder, where there is one.
 * @throws {UsageError} When something is missing or makes no sense.
 */
export async function gradeSettings(
  {values, positionals}: GradeArguments,
  before: Partial<BatchSettings> | undefined,
): Promise<BatchSettings> {
  const [folder, ...rest] = positionals;
  if (rest.length > 0)
    throw new UsageError(`grade: SUBMISSIONS must be one folder, got ${positionals.join(" ")}`);
  const kept = values.resume ? (before ?? {}) : {};
  const submissions = folder === undefined ? kept.submissions : path.resolve(folder);
  if (submissions === undefined)
    throw new UsageError("grade: the folder of the submissions must be given, got none");
  const lesson = values.lesson ?? kept.assignment;
  if (lesson === undefined) throw new UsageError("grade: --lesson must be given, got none");
  const defined = {
    since: checked("--since", values.since ?? kept.since, parseTime),
    due: checked("--due", values.due ?? kept.due, parseTime),
    late: checked("--late", values.late ?? kept.late, parseLatePolicy),
    privateCases: privateFolder(values.private) ?? kept.privateCases,
    image: values.image ?? kept.image,
  };
  return {
    submissions,
    assignment: await assignmentOf(lesson),
    jobs: jobsOf(values.jobs, kept.jobs),
    only: values.only ?? kept.only ?? [],
    formats: formatsOf(values.format) ?? kept.formats ?? ["html", "csv", "json"],
    anonymous: values.anonymous || kept.anonymous === true,
    sandbox: sandboxOf(values) ?? kept.sandbox ?? "auto",
    ...(Object.fromEntries(
      Object.entries(defined).filter(([, value]) => value !== undefined),
    ) as typeof defined),
  };
}

/**
 * Files of the teacher's; their texts are kept in the run's folder.
 *
 * @throws {UsageError} When one of them is not there.
 */
export function recordFiles({values}: GradeArguments): RecordFiles {
  const {seed, roster, marks} = values;
  for (const [option, file] of Object.entries({roster, marks})) {
    if (file === undefined || fs.statSync(file, {throwIfNoEntry: false})?.isFile()) continue;
    throw new UsageError(`grade: --${option} must be a file that is there, got ${file}`);
  }
  return {
    ...(seed !== undefined && {seed}),
    ...(roster !== undefined && {roster}),
    ...(marks !== undefined && {marks}),
  };
}

function privateFolder(folder: string | undefined): string | undefined {
  if (folder === undefined) return undefined;
  if (fs.statSync(folder, {throwIfNoEntry: false})?.isDirectory()) return path.resolve(folder);
  throw new UsageError(`grade: --private must be a folder that is there, got ${folder}`);
}

async function assignmentOf(lesson: string): Promise<string> {
  try {
    return (await findLesson(lesson)).name;
  } catch (error) {
    throw new UsageError(`grade: ${(error as Error).message}`);
  }
}

function jobsOf(text: string | undefined, kept: number | undefined): number {
  if (text === undefined) return kept ?? Math.min(MOST_JOBS, os.availableParallelism());
  const jobs = Number(text);
  if (Number.isInteger(jobs) && jobs >= 1 && jobs <= 64) return jobs;
  throw new UsageError(`grade: --jobs must be an integer from 1 to 64, got ${text}`);
}

function formatsOf(text: string | undefined): BatchSettings["formats"] | undefined {
  if (text === undefined) return undefined;
  const asked = new Set(text.split(",").map(name => name.trim()));
  const formats = REPORT_FORMATS.filter(name => asked.has(name));
  if (formats.length === asked.size) return formats;
  throw new UsageError(`grade: --format must be some of ${REPORT_FORMATS.join(",")}, got ${text}`);
}

function sandboxOf({sandbox, unsandboxed}: GradeArguments["values"]): BatchSettings["sandbox"] | undefined {
  if (unsandboxed) {
    if (sandbox === undefined) return "none";
    throw new UsageError(`grade: --unsandboxed must stand alone, got --sandbox ${sandbox} too`);
  }
  if (sandbox === undefined) return undefined;
  const kind = SANDBOXES.find(name => name === sandbox);
  if (kind === undefined)
    throw new UsageError(`grade: --sandbox must be one of ${SANDBOXES.join(", ")}, got ${sandbox}`);
  return kind;
}

/** A text that another function can read. */
function checked(
  option: string,
  text: string | undefined,
  read: (text: string) => unknown,
): string | undefined {
  if (text === undefined) return undefined;
  try {
    read(text);
    return text;
  } catch (error) {
    throw new UsageError(`grade: ${option}: ${(error as Error).message}`);
  }
}
