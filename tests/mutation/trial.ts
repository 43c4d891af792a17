import {localAnswer} from "../../src/exercise/answer.js";
import {budgetOf, type Exercise, type Given} from "../../src/exercise/exercise.js";
import {gradeAnswer} from "../../src/exercise/grade.js";
import {toValue} from "../../src/exercise/value.js";
import {cellAnswer} from "../support/cellAnswer.js";

/** Of the hidden cases: any but the course's. */
const HIDDEN_SEED = 20_261;

/** How a text came out as an answer. */
export interface Verdict {
  /** `pass`, or why not: `fail`, `threw`, `not-attempted`, `timeout`, `memory`, ... */
  readonly kind: string;
  /** The check that found it wrong. */
  readonly check?: string;
  /** The answer itself as JSON, where it is a value and no function. */
  readonly value?: string;
}

/** An answer cell with the numbers that it was asked with. */
export interface Cell {
  readonly text: string;
  readonly given?: Given;
}

/** Judges cells as the grader does, visible cases first, up to the first that is not right. */
export async function judge(
  exercise: Exercise,
  cells: readonly Cell[],
  used: Readonly<Record<string, unknown>>,
): Promise<Verdict> {
  const values: unknown[] = [];
  for (const {text, given} of cells) {
    let answer: unknown;
    try {
      answer = await cellAnswer(exercise, text, used);
    } catch {
      return {kind: "threw"};
    }
    if (typeof answer !== "function") values.push(toValue(answer));
    const local = localAnswer(answer, budgetOf(exercise).seconds * 1000);
    for (const options of [{}, {phase: "hidden", seed: HIDDEN_SEED, shuffle: true}] as const) {
      const {kind, check, message} = await gradeAnswer(exercise, local, {...options, ...(given && {given})});
      if (kind === "grader-fault") throw new Error(`judge: a check must not fail by itself, got ${message}`);
      if (kind !== "pass") return {kind, ...(check !== undefined && {check})};
    }
  }
  return values.length === 0 ? {kind: "pass"} : {kind: "pass", value: JSON.stringify(values)};
}
