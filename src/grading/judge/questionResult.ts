import type {Check, Exercise} from "../../exercise/exercise.js";
import type {CheckResult, Outcome, OutcomeKind} from "../../exercise/outcome.js";
import {TYPE_CHECK, withTypeJudged} from "../../exercise/typeProbe.js";
import type {PreparedAnswer} from "../prepare/prepared.js";
import type {QuestionResult} from "../result.js";

/** What came out of both phases. */
export interface Phases {
  readonly visible: Outcome;
  /** Missing where the visible phase ended the grading. */
  readonly hidden?: Outcome;
}

/** A question that was decided without running anything. */
export function undecidedResult(
  exercise: Exercise,
  verdict: OutcomeKind,
  message: string,
  answer?: PreparedAnswer,
): QuestionResult {
  return {
    ...frame(exercise, answer),
    earned: 0,
    verdict,
    message,
    checks: exercise.checks.map(({name}) => ({name, visible: "not run", hidden: "not run"})),
  };
}

/**
 * One verdict from both phases and the answer's type. Of the hidden phase only names of checks and what they expect go in: no
 * message, no counterexample.
 *
 * @param further  Checks of the hidden phase beyond the exercise's own.
 */
export function questionResult(
  exercise: Exercise,
  answer: PreparedAnswer,
  phases: Phases,
  further: readonly Check[] = [],
): QuestionResult {
  const all = [...exercise.checks, ...further];
  const checks = all.map(({name}) => ({
    name,
    visible: resultOf(phases.visible, name),
    hidden: resultOf(phases.hidden, name),
  }));
  const outcome = combined(exercise, all, phases);
  const judged = exercise.type === undefined ? outcome : withTypeJudged(outcome, answer.typeProblem);
  const typed = judged.checks.find(({name}) => name === TYPE_CHECK);
  const {kind, earned, message, check, expects, counterexample} = judged;
  return {
    ...frame(exercise, answer),
    earned,
    verdict: kind,
    message,
    ...(check !== undefined && {check}),
    ...(expects !== undefined && {expects}),
    ...(counterexample !== undefined && {counterexample}),
    checks: [
      ...(typed === undefined ? [] : [{name: TYPE_CHECK, visible: typed.result, hidden: "not run" as const}]),
      ...checks,
    ],
  };
}

function frame(exercise: Exercise, answer: PreparedAnswer | undefined) {
  const {source, cell, matchedBy, group, notes = [], advice = []} = answer ?? {};
  const isWhole =
    source !== undefined && cell !== undefined && matchedBy !== undefined && group !== undefined;
  return {
    exercise: exercise.id,
    title: exercise.title,
    kind: exercise.kind,
    points: exercise.points,
    notes,
    advice,
    ...(isWhole && {answer: {source, cell, matchedBy, group}}),
  };
}

function resultOf(outcome: Outcome | undefined, name: string): CheckResult["result"] {
  return outcome?.checks.find(check => check.name === name)?.result ?? "not run";
}

/** The visible outcome where it decides, else the hidden one without what its worker returned. */
function combined(exercise: Exercise, all: readonly Check[], phases: Phases): Outcome {
  const {visible, hidden} = phases;
  // Plain values mostly have no hidden cases: then what the visible ones found is all there is.
  if (all.every(({phase}) => phase === "visible")) return visible;
  const earned = exercise.partial === true ? exercise.points * share(all, phases) : 0;
  if (visible.kind === "pass") {
    if (hidden === undefined)
      throw new RangeError(`questionResult: ${exercise.id} must have been run on its hidden cases`);
    return hidden.kind === "pass" ? visible : blurred(exercise, hidden, earned);
  }
  if (visible.kind !== "partial") return {...visible, earned: 0};
  if (hidden?.kind === "grader-fault") return blurred(exercise, hidden, 0);
  return {...visible, kind: earned > 0 ? "partial" : "fail", earned};
}

/** What a student may know of a hidden case that went wrong. */
function blurred(exercise: Exercise, hidden: Outcome, earned: number): Outcome {
  const {kind, check, expects} = hidden;
  const isCounted = kind === "fail" || kind === "partial" || kind === "threw";
  const points = isCounted ? earned : 0;
  return {
    exercise: exercise.id,
    points: exercise.points,
    checks: [],
    kind: isCounted && points > 0 ? "partial" : kind === "partial" ? "fail" : kind,
    earned: points,
    ...(check !== undefined && {check}),
    ...(expects !== undefined && {expects}),
    message: HIDDEN[kind](check ?? ""),
  };
}

/** Plain words for each end of the hidden phase; nothing of what the answer said or returned there. */
const HIDDEN: Readonly<Record<OutcomeKind, (check: string) => string>> = {
  pass: () => "Every check passes.",
  partial: check => missed(check),
  fail: check => missed(check),
  threw: check =>
    `It passes the visible cases, but stops with an error on a hidden one: check "${check}". ${ADVICE}`,
  timeout: check =>
    `It passes the visible cases, but takes too long on a hidden one: check "${check}". Look for a loop that only ends for some inputs.`,
  memory: check =>
    `It passes the visible cases, but uses too much memory on a hidden one: check "${check}". Look for a list that grows without end for some inputs.`,
  tampered: () => "It passes the visible cases, but wrote on the channel to the grader.",
  "not-attempted": check =>
    `It passes the visible cases, but says "not attempted" on a hidden one: check "${check}". A branch of the stub is left.`,
  ungradable: check => missed(check),
  manual: check => missed(check),
  "grader-fault": () =>
    "The grader failed while it ran the hidden cases; this is not your fault and costs no points. Your teacher grades this again.",
};

const ADVICE =
  "Think of other sizes and values than those you were shown: an oblong input, one row, a negative number, 0.";

function missed(check: string): string {
  return `It passes the visible cases, but not a hidden one: check "${check}". ${ADVICE}`;
}

/** Weight of the checks that passed in every phase they run in, as a part of all. */
function share(all: readonly Check[], phases: Phases): number {
  let passed = 0;
  let sum = 0;
  for (const {name, phase, weight = 1} of all) {
    sum += weight;
    const isRight =
      (phase !== "hidden" ? resultOf(phases.visible, name) === "passed" : true) &&
      (phase !== "visible" ? resultOf(phases.hidden, name) === "passed" : true);
    if (isRight) passed += weight;
  }
  return passed / sum;
}
