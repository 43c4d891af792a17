import type {Exercise} from "../../exercise/exercise.js";
import type {GradingJob} from "../job.js";
import {inputHash} from "../judge/inputHash.js";
import type {SubmissionResult} from "../result.js";
import {seedHash} from "../seeds.js";
import type {JobRunner} from "./jobRunner.js";

/** The result of a submission that no judge survived: nothing is decided, nothing is lost, nothing is released. */
export function faultResult(
  job: GradingJob,
  exercises: readonly Exercise[],
  {layers, graderVersion}: Pick<JobRunner, "layers" | "graderVersion">,
): SubmissionResult {
  return {
    version: 1,
    student: job.student,
    assignment: job.assignment,
    lesson: job.lesson,
    inputHash: inputHash(job.inputs),
    graderVersion,
    seedHash: seedHash(job.seed),
    layers,
    notes: job.notes,
    questions: exercises.map(({id, title, kind, points, checks}) => ({
      exercise: id,
      title,
      kind,
      points,
      earned: 0,
      verdict: "grader-fault",
      message:
        "The grader failed on this submission. That is not your fault and costs no points; it will be graded again.",
      checks: checks.map(({name}) => ({name, visible: "not run", hidden: "not run"})),
      notes: [],
      advice: [],
    })),
    earned: 0,
    points: exercises.reduce((sum, {points}) => sum + points, 0),
  };
}
