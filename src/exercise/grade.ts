import {Random} from "../core/random.js";
import {AnswerThrew, localAnswer} from "./answer.js";
import type {Check, Exercise} from "./exercise.js";
import {ANSWER_TIMEOUT_MS, SHOWN_CALL} from "./limits.js";
import {isNotAttempted} from "./notAttempted.js";
import type {CheckResult, Outcome} from "./outcome.js";
import {callText} from "./valueText.js";
import {WrongAnswer} from "./wrongAnswer.js";

export interface GradeOptions {
  /** Decides every random input; the same seed gives the same outcome. */
  readonly seed?: number;
}

/** Room for the checks of one exercise between two seeds. */
const CHECKS_PER_SEED = 64;

/**
 * Runs an exercise's checks on an answer that lives in this process. Never throws: whatever the answer does is an outcome.
 *
 * Checks run in order up to the first that fails, or all of them where the exercise gives part of the points.
 *
 * @param answer  Whatever the learner made: of the wrong type too.
 */
export async function grade(
  exercise: Exercise,
  answer: unknown,
  options: GradeOptions = {},
): Promise<Outcome> {
  const {seed = 1} = options;
  const local = localAnswer(answer, exercise.timeoutMs ?? ANSWER_TIMEOUT_MS);
  const results: CheckResult[] = [];
  let problem: Problem | undefined;
  for (const [index, check] of exercise.checks.entries()) {
    if (problem !== undefined && (exercise.partial !== true || problem.kind === "not-attempted")) {
      results.push({name: check.name, result: "not run"});
      continue;
    }
    try {
      await check.run({answer: local, random: new Random(seed * CHECKS_PER_SEED + index)});
      results.push({name: check.name, result: "passed"});
    } catch (error) {
      results.push({name: check.name, result: "failed"});
      problem ??= problemOf(error, check, exercise.answer);
    }
  }
  return outcomeOf(exercise, results, problem);
}

/** Why a check did not pass: the parts of an outcome that come from it. */
type Problem = Pick<Outcome, "kind" | "check" | "message" | "expects" | "counterexample">;

function problemOf(error: unknown, {name, expects}: Check, answer: string): Problem {
  if (isNotAttempted(error)) return {kind: "not-attempted", message: "Not attempted yet."};
  if (error instanceof AnswerThrew) {
    return {kind: "threw", check: name, message: error.message, expects, ...failedCall(error, answer)};
  }
  if (error instanceof WrongAnswer) {
    const {message, counterexample} = error;
    return {kind: "fail", check: name, message, expects, ...(counterexample && {counterexample})};
  }
  return {
    kind: "grader-fault",
    check: name,
    message: `The check itself failed (${String(error)}); this is not your fault and costs no points. Please report it.`,
  };
}

/** The call that threw, where it is short enough to be pasted into a cell. */
function failedCall({args}: AnswerThrew, answer: string): Pick<Outcome, "counterexample"> {
  if (args === undefined) return {};
  const call = callText(answer, ...args);
  return call.length > SHOWN_CALL ? {} : {counterexample: {call, expected: "a result", got: "an error"}};
}

function outcomeOf(
  exercise: Exercise,
  checks: readonly CheckResult[],
  problem: Problem | undefined,
): Outcome {
  const {id, points} = exercise;
  const base = {exercise: id, points, checks};
  if (problem === undefined) return {...base, kind: "pass", earned: points, message: "Every check passes."};
  const earned = exercise.partial === true ? points * passedShare(exercise.checks, checks) : 0;
  const kind = earned > 0 && problem.kind !== "grader-fault" ? "partial" : problem.kind;
  return {...base, ...problem, kind, earned};
}

/** Weight of the passed checks as a part of all. */
function passedShare(checks: readonly Check[], results: readonly CheckResult[]): number {
  let passed = 0;
  let all = 0;
  for (const [index, {weight = 1}] of checks.entries()) {
    all += weight;
    if (results[index].result === "passed") passed += weight;
  }
  return passed / all;
}
