import {Random} from "../core/random.js";
import {type Answer, AnswerStopped, AnswerThrew, localAnswer} from "./answer.js";
import {budgetOf, type Check, COURSE_SEED, type Exercise, type Given, givenFor} from "./exercise.js";
import {SHOWN_CALL, SHOWN_TEXT} from "./limits.js";
import {isNotAttempted} from "./notAttempted.js";
import type {CheckResult, Outcome} from "./outcome.js";
import {callText} from "./valueText.js";
import {WrongAnswer} from "./wrongAnswer.js";

export interface GradeOptions {
  /** Decides every random input; the same seed gives the same outcome. Default `COURSE_SEED`. */
  readonly seed?: number;
  /** The variant's values that the answer was asked for; those of the course unless said otherwise. */
  readonly given?: Given;
}

export interface GradeAnswerOptions extends GradeOptions {
  /** Which checks run: those that are not of the other phase. Default `visible`. */
  readonly phase?: "visible" | "hidden";
  /** Runs the checks in an order that the seed chooses, so that answers cannot count calls. The outcome names the first in the exercise's order. */
  readonly shuffle?: boolean;
}

/** Room for the checks of one exercise between two seeds. */
const CHECKS_PER_SEED = 64;

/**
 * Runs an exercise's checks on an answer that lives in this process. Never throws: whatever the answer does is an outcome.
 *
 * @param answer  Whatever the learner made: of the wrong type too.
 */
export function grade(exercise: Exercise, answer: unknown, options: GradeOptions = {}): Promise<Outcome> {
  return gradeAnswer(exercise, localAnswer(answer, budgetOf(exercise).seconds * 1000), options);
}

/**
 * Runs an exercise's checks on an answer, wherever it lives. Checks run in order up to the first that fails, or all of them
 * where the exercise gives part of the points; none runs after the answer was stopped. Never throws.
 */
export async function gradeAnswer(
  exercise: Exercise,
  answer: Answer,
  options: GradeAnswerOptions = {},
): Promise<Outcome> {
  if (exercise.kind === "text") return forAPerson(exercise);
  const {seed = COURSE_SEED, given = givenFor(exercise), phase = "visible", shuffle = false} = options;
  const chosen = [...exercise.checks.entries()].filter(([, check]) => (check.phase ?? phase) === phase);
  const order = shuffle ? new Random(seed).shuffle(chosen) : chosen;
  const results = new Map<number, CheckResult["result"]>();
  const problems = new Map<number, Problem>();
  let isOver = false;
  for (const [index, check] of order) {
    if (isOver) break;
    try {
      await check.run({answer, given, random: new Random(seed * CHECKS_PER_SEED + index)});
      results.set(index, "passed");
    } catch (error) {
      results.set(index, "failed");
      const problem = problemOf(error, check, exercise.answer);
      problems.set(index, problem);
      isOver =
        exercise.partial !== true || problem.kind === "not-attempted" || error instanceof AnswerStopped;
    }
  }
  const first = chosen.find(([index]) => problems.has(index))?.[0];
  return outcomeOf(
    exercise,
    chosen.map(([index, check]) => ({
      name: check.name,
      result: results.get(index) ?? "not run",
      weight: check.weight ?? 1,
    })),
    first === undefined ? undefined : problems.get(first),
  );
}

/** Why a check did not pass: the parts of an outcome that come from it. */
type Problem = Pick<Outcome, "kind" | "check" | "message" | "expects" | "counterexample">;

function problemOf(error: unknown, {name, expects}: Check, answer: string): Problem {
  if (isNotAttempted(error)) return {kind: "not-attempted", message: "Not attempted yet."};
  if (error instanceof AnswerThrew) {
    return {kind: "threw", check: name, message: error.message, expects, ...failedCall(error, answer)};
  }
  if (error instanceof AnswerStopped) {
    return {kind: error.kind, check: name, message: error.message, expects};
  }
  if (error instanceof WrongAnswer) {
    const {message, counterexample} = error;
    return {
      kind: "fail",
      check: name,
      message: shortened(message),
      expects,
      ...(counterexample && {
        counterexample: {
          call: shortened(counterexample.call),
          expected: shortened(counterexample.expected),
          got: shortened(counterexample.got),
        },
      }),
    };
  }
  return {
    kind: "grader-fault",
    check: name,
    message: `The check itself failed (${String(error)}); this is not your fault and costs no points. Please report it.`,
  };
}

/** A check may quote what an answer gave, however long that is. */
function shortened(text: string): string {
  return text.length <= SHOWN_TEXT ? text : `${text.slice(0, SHOWN_TEXT)}...`;
}

/** The call that threw, where it is short enough to be pasted into a cell. */
function failedCall({args}: AnswerThrew, answer: string): Pick<Outcome, "counterexample"> {
  if (args === undefined) return {};
  const call = callText(answer, ...args);
  return call.length > SHOWN_CALL ? {} : {counterexample: {call, expected: "a result", got: "an error"}};
}

function forAPerson({id, points}: Exercise): Outcome {
  return {
    kind: "manual",
    exercise: id,
    points,
    earned: 0,
    message: "Free text: a person reads it and gives the points.",
    checks: [],
  };
}

function outcomeOf(
  exercise: Exercise,
  weighted: readonly (CheckResult & {readonly weight: number})[],
  problem: Problem | undefined,
): Outcome {
  const {id, points} = exercise;
  const base = {exercise: id, points, checks: weighted.map(({name, result}) => ({name, result}))};
  if (problem === undefined) return {...base, kind: "pass", earned: points, message: "Every check passes."};
  const earned = exercise.partial === true ? points * passedShare(weighted) : 0;
  const isPartial = earned > 0 && (problem.kind === "fail" || problem.kind === "threw");
  return {...base, ...problem, kind: isPartial ? "partial" : problem.kind, earned};
}

/** Weight of the passed checks as a part of all. */
function passedShare(checks: readonly (CheckResult & {readonly weight: number})[]): number {
  const sum = (some: typeof checks) => some.reduce((total, {weight}) => total + weight, 0);
  return sum(checks.filter(({result}) => result === "passed")) / sum(checks);
}
