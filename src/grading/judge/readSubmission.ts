import path from "node:path";
import {COURSE_SEED, type Exercise} from "../../exercise/exercise.js";
import type {GradingJob} from "../job.js";
import type {PreparedSubmission} from "../prepare/prepared.js";
import type {Preparer} from "../prepare/preparer.js";
import type {QuestionResult} from "../result.js";
import {variantSeed} from "../seeds.js";

/** What was read of a submission, or one verdict for all of its questions. */
export type ReadSubmission =
  | {readonly prepared: PreparedSubmission; readonly verdict?: undefined}
  | {
      readonly prepared?: undefined;
      readonly verdict: QuestionResult["verdict"];
      readonly message: string;
      readonly notes: readonly string[];
    };

/** The seed of the numbers in an exercise's stub, as it was handed out. */
export function givenSeed({variants, seed}: GradingJob, exercise: string): number {
  return variants === "seed" ? variantSeed(seed, exercise) : COURSE_SEED;
}

/** Has the preparing child read a submission. Never throws. */
export async function readSubmission(
  job: GradingJob,
  exercises: readonly Exercise[],
  {inputsFolder, preparer}: {readonly inputsFolder: string; readonly preparer: Preparer},
): Promise<ReadSubmission> {
  if (job.inputs.length === 0) {
    if (job.notes.length === 0)
      return {verdict: "not-attempted", message: "Nothing was handed in.", notes: []};
    return {
      verdict: "ungradable",
      message: "Nothing that was handed in can be read; the notes say why.",
      notes: [],
    };
  }
  try {
    const prepared = await preparer.prepare({
      files: job.inputs.map(({name, sha256}) => ({name, path: path.join(inputsFolder, sha256)})),
      lesson: job.lesson,
      assignment: job.assignment,
      exercises: job.exercises,
      variantSeeds: Object.fromEntries(exercises.map(({id}) => [id, givenSeed(job, id)])),
    });
    if (prepared.ungradable === undefined) return {prepared};
    return {verdict: "ungradable", message: prepared.ungradable, notes: prepared.notes};
  } catch (error) {
    return {
      verdict: "grader-fault",
      message: "The grader failed while it read this submission; this is not your fault and costs no points.",
      notes: [`The reader failed: ${error instanceof Error ? error.message : String(error)}`],
    };
  }
}
