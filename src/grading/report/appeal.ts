import fs from "node:fs";
import {findExercise} from "../../exercise/catalog.js";
import {type Budget, budgetOf} from "../../exercise/exercise.js";
import type {SubmissionResult} from "../result.js";
import type {Score} from "./late.js";

/** Everything needed to look at a mark again, or to grade the same work once more. For the teacher alone: the seed is in it. */
export interface Appeal {
  readonly version: 1;
  readonly student: string;
  readonly assignment: string;
  readonly inputHash: string;
  readonly graderVersion: string;
  readonly seedHash: string;
  readonly seed: string;
  readonly layers: readonly string[];
  /** What each answer was allowed to use up; `null` for an exercise that this version does not know. */
  readonly limits: Readonly<Record<string, Budget | null>>;
  /** As the grader found it, before marks and penalty. */
  readonly result: SubmissionResult;
  readonly score: Score;
  /** Calls, values, output and ends of processes, as the judge kept them; `null` when it has left none. */
  readonly transcript: unknown;
}

export async function appealOf(
  result: SubmissionResult,
  score: Score,
  seed: string,
  transcriptFile: string | undefined,
): Promise<Appeal> {
  const {student, assignment, inputHash, graderVersion, seedHash, layers} = result;
  const limits: Record<string, Budget | null> = {};
  for (const {exercise: id} of result.questions) {
    const {exercise} = await findExercise(id);
    limits[id] = exercise === undefined ? null : budgetOf(exercise);
  }
  return {
    version: 1,
    student,
    assignment,
    inputHash,
    graderVersion,
    seedHash,
    seed,
    layers,
    limits,
    result,
    score,
    transcript: transcriptFile === undefined ? null : readTranscript(transcriptFile),
  };
}

/** Parsed where it is JSON, else its text: a transcript cut off by a crash is still worth having. */
function readTranscript(file: string): unknown {
  if (!fs.existsSync(file)) return null;
  const text = fs.readFileSync(file, "utf8");
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
