import type {Exercise, Given} from "../exercise/exercise.js";
import {grade} from "../exercise/grade.js";
import type {Outcome} from "../exercise/outcome.js";
import {typeProbe, typeProblem, withTypeJudged} from "../exercise/typeProbe.js";
import {isList, Opaque, toValue} from "../exercise/value.js";
import type {Host} from "./host.js";

/**
 * Runs the checks that a learner sees, and judges the answer's type where the host has a type checker. Never throws.
 *
 * @param given  The constant with the numbers of the task; anything else counts as none.
 */
export async function judgeAnswer(
  exercise: Exercise,
  answer: unknown,
  given: unknown,
  host: Host,
): Promise<Outcome> {
  const values = givenOf(given);
  const outcome = await grade(exercise, answer, values === undefined ? {} : {given: values});
  if (exercise.type === undefined || host.typeErrors === undefined || outcome.kind === "not-attempted") {
    return outcome;
  }
  try {
    const errors = await host.typeErrors(typeProbe(exercise));
    return withTypeJudged(outcome, typeProblem(exercise, errors));
  } catch {
    return outcome; // the type checker was stopped
  }
}

/** The numbers of a task as plain data; undefined where there are none. */
export function givenOf(given: unknown): Given | undefined {
  const value = toValue(given);
  return typeof value === "object" && value !== null && !isList(value) && !(value instanceof Opaque)
    ? value
    : undefined;
}
