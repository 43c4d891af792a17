import {createHash} from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import {requireAgreement} from "../../exercise/agree.js";
import type {Argument} from "../../exercise/answer.js";
import {findExercise} from "../../exercise/catalog.js";
import type {Check, Exercise} from "../../exercise/exercise.js";
import {isList, type Value} from "../../exercise/value.js";
import {keptSolution} from "./keptSolution.js";
import {PRIVATE_FILE_BYTES} from "./limits.js";

/** Name of the check that a teacher's own cases make. */
export const PRIVATE_CHECK = "further cases";

/** The cases in a folder that the teacher keeps, ready to be run. */
export interface PrivateCases {
  /** Over the names and contents of the folder's files. */
  readonly sha256: string;
  /** One more check for each exercise that has a file. */
  readonly checks: ReadonlyMap<string, Check>;
}

interface PrivateCase {
  readonly args: readonly Argument[];
  readonly result: Value;
}

/**
 * Reads `DIR/lNN-name.json`: `{"cases": [{"args": [...], "result": ...}], "tolerance": {"atol": 0, "rtol": 0}}`. Results that
 * are left out are those of the kept solution.
 *
 * @param folder  With one file for each exercise that has further cases.
 * @throws {SyntaxError} When a file is no such JSON.
 * @throws {RangeError} When a file belongs to no exercise, is too large, or a result is missing and there is no kept solution.
 */
export async function readPrivateCases(folder: string): Promise<PrivateCases> {
  const hash = createHash("sha256");
  const checks = new Map<string, Check>();
  for (const name of fs.readdirSync(folder).sort()) {
    if (!name.endsWith(".json")) continue;
    const file = path.join(folder, name);
    const {size} = fs.statSync(file);
    if (size > PRIVATE_FILE_BYTES) {
      throw new RangeError(
        `readPrivateCases: ${file} must have at most ${PRIVATE_FILE_BYTES} bytes, got ${size}`,
      );
    }
    const text = fs.readFileSync(file, "utf8");
    hash.update(`${name}\0${text}\0`);
    const {exercise} = await findExercise(name.slice(0, -".json".length));
    if (exercise === undefined || exercise.kind === "text") {
      throw new RangeError(
        `readPrivateCases: a file must be named after an exercise with checks, like l04-correlate2d.json, got ${file}`,
      );
    }
    checks.set(exercise.id, await checkOf(file, text, exercise));
  }
  return {sha256: hash.digest("hex"), checks};
}

async function checkOf(file: string, text: string, exercise: Exercise): Promise<Check> {
  const {cases, tolerance} = parse(file, text);
  const complete: PrivateCase[] = [];
  for (const [i, {args, result}] of cases.entries()) {
    complete.push({args, result: result ?? (await keptSolution(exercise, args, `${file}: case ${i}`))});
  }
  return {
    name: PRIVATE_CHECK,
    expects: "What holds for the cases you were shown holds for every other one.",
    phase: "hidden",
    async run({answer}) {
      for (const {args, result} of complete) {
        // Never shown: the judge keeps the messages of hidden checks to itself.
        requireAgreement(await answer.call(...args), result, {
          call: exercise.answer,
          ...(tolerance && {tolerance}),
        });
      }
    },
  };
}

interface Parsed {
  readonly cases: readonly {readonly args: readonly Argument[]; readonly result?: Value}[];
  readonly tolerance?: {readonly atol: number; readonly rtol: number};
}

function parse(file: string, text: string): Parsed {
  const refuse = (rule: string, got: unknown) =>
    new SyntaxError(`readPrivateCases: ${file}: ${rule}, got ${String(JSON.stringify(got)).slice(0, 120)}`);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(`readPrivateCases: ${file} must be JSON: ${String((error as Error).message)}`);
  }
  if (!isRecord(data)) throw refuse("a file must hold an object with cases", data);
  const {cases, tolerance, ...others} = data;
  if (Object.keys(others).length > 0) throw refuse("the keys are cases and tolerance", Object.keys(others));
  if (!Array.isArray(cases) || cases.length === 0)
    throw refuse("cases must be a list of at least one", cases);
  for (const [i, item] of cases.entries()) {
    if (!isRecord(item) || !Array.isArray(item.args)) {
      throw refuse(`case ${i} must be {args: [...], result?: ...}`, item);
    }
    const unknown = Object.keys(item).filter(key => key !== "args" && key !== "result");
    if (unknown.length > 0) throw refuse(`the keys of case ${i} are args and result`, unknown);
    if (item.result !== undefined && !isComparable(item.result)) {
      throw refuse(
        `the result of case ${i} must be a number, a text, true, false or lists of them`,
        item.result,
      );
    }
  }
  if (tolerance !== undefined && !isTolerance(tolerance)) {
    throw refuse("tolerance must be {atol, rtol}, both numbers >= 0", tolerance);
  }
  return data as unknown as Parsed;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isComparable(value: unknown): boolean {
  if (isList(value as Value)) return (value as unknown[]).every(isComparable);
  return value !== null && typeof value !== "object";
}

function isTolerance(value: unknown): boolean {
  const isAmount = (amount: unknown) => typeof amount === "number" && amount >= 0;
  return isRecord(value) && isAmount(value.atol) && isAmount(value.rtol);
}
