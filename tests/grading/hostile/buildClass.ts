import fs from "node:fs";
import path from "node:path";
import {type Answer, localAnswer} from "../../../src/exercise/answer.js";
import {COURSE_SEED, type Exercise} from "../../../src/exercise/exercise.js";
import {gradeAnswer} from "../../../src/exercise/grade.js";
import type {Value} from "../../../src/exercise/value.js";
import {type ExerciseFiles, everyExercise} from "../../support/exerciseFiles.js";
import {handedIn, type RawNotebook} from "../support/handedIn.js";
import {attacksOnTheFiles} from "./attacksOnTheFiles.js";
import {attacksOnTheNotebook} from "./attacksOnTheNotebook.js";
import {attacksOnTheProcess} from "./attacksOnTheProcess.js";
import {attacksOnValues} from "./attacksOnValues.js";
import {
  type Expected,
  type Hostile,
  LONG_QUESTION,
  QUESTIONS,
  type QuestionId,
  type Targets,
} from "./hostile.js";

const ASSIGNMENT = "04-convolution-2d";

/** The 52, by number. */
export const hostile: readonly Hostile[] = [
  ...attacksOnValues,
  ...attacksOnTheProcess,
  ...attacksOnTheNotebook,
  ...attacksOnTheFiles,
].sort((one, other) => one.number - other.number);

/** Right submissions that sit between them. */
const RIGHT_ONES = 8;

/** One submission of the class, with what grading it must find. */
export interface Pupil {
  readonly folder: string;
  /** Missing for a right submission. */
  readonly hostile?: Hostile;
  readonly expected: Expected;
}

/** Writes a class of 60 into `submitted`: the 52 with right submissions between. */
export async function buildClass(submitted: string, targets: Targets): Promise<readonly Pupil[]> {
  const files = await lessonFiles();
  const solutions = Object.fromEntries(files.map(({exercise, solution}) => [exercise.id, solution]));
  const right = handedIn(ASSIGNMENT, solutions);
  const {[LONG_QUESTION]: _long, ...rest} = solutions;
  const pupils: Pupil[] = [];
  const seat = () => `student-${String(pupils.length + 1).padStart(2, "0")}`;
  for (const [i, one] of hostile.entries()) {
    if (i % Math.ceil(hostile.length / RIGHT_ONES) === 0) {
      const folder = seat();
      writeNotebook(path.join(submitted, folder), right);
      pupils.push({folder, expected: {verdicts: {}}});
    }
    const folder = one.student ?? seat();
    pupils.push({folder, hostile: one, expected: one.expected});
    if (one.write !== undefined) {
      one.write({
        submitted,
        student: folder,
        assignment: ASSIGNMENT,
        right: JSON.stringify(handedIn(ASSIGNMENT, rest)),
        targets,
      });
      continue;
    }
    const notebook = handedIn(ASSIGNMENT, {...rest, ...one.answers?.(targets)});
    writeNotebook(path.join(submitted, folder), one.mangle?.(notebook, targets) ?? notebook);
  }
  return pupils;
}

function writeNotebook(folder: string, notebook: RawNotebook): void {
  fs.mkdirSync(path.join(folder, ASSIGNMENT), {recursive: true});
  fs.writeFileSync(path.join(folder, ASSIGNMENT, `${ASSIGNMENT}.ipynb`), JSON.stringify(notebook));
  fs.writeFileSync(path.join(folder, ASSIGNMENT, "timestamp.txt"), "2026-03-02 10:00:00 UTC");
}

async function lessonFiles(): Promise<ExerciseFiles[]> {
  const all = await everyExercise();
  return all.filter(({exercise}) => exercise.lesson === 4);
}

/** Every question's calls in one phase, by their arguments as JSON: what the kept solution returns for them. */
export async function callsOf(
  phase: "visible" | "hidden",
  seedOf: (exercise: Exercise) => number = () => COURSE_SEED,
): Promise<Record<QuestionId, Record<string, unknown>>> {
  const tables = Object.fromEntries(QUESTIONS.map(id => [id, {}])) as Record<
    QuestionId,
    Record<string, unknown>
  >;
  for (const {exercise, exported} of await lessonFiles()) {
    if (exercise.id === LONG_QUESTION) continue;
    const table: Record<string, unknown> = tables[exercise.id as QuestionId];
    const answer = localAnswer(exported[exercise.answer], 10_000);
    const watched: Answer = {
      call: async (...args) => {
        const result: Value = await answer.call(...args);
        table[keyOf(args)] = result;
        return result;
      },
      value: () => answer.value(),
    };
    const {kind} = await gradeAnswer(exercise, watched, {phase, seed: seedOf(exercise)});
    if (kind !== "pass")
      throw new Error(`callsOf: the kept solution of ${exercise.id} must pass, got ${kind}`);
  }
  return tables;
}

function keyOf(args: unknown): string {
  return JSON.stringify(args, (_key, part: unknown) =>
    ArrayBuffer.isView(part) ? Array.from(part as Uint8Array) : part,
  );
}
