import type {OutcomeKind} from "../../exercise/outcome.js";
import {isOpen, type QuestionResult} from "../result.js";
import {compareText} from "./people.js";

/** Students who handed in the same answer to a question, comments and blanks aside. */
export interface AnswerGroup {
  readonly exercise: string;
  readonly title: string;
  readonly group: string;
  readonly size: number;
  readonly points: number;
  /** Of the first who handed it in; the same for all, unless time or memory ran out for some. */
  readonly verdict: OutcomeKind;
  readonly earned: number;
  /** The grader's words to the first. */
  readonly message: string;
  /** The answer of the first, whole: a person marks by it. */
  readonly source: string;
}

interface Count {
  size: number;
  /** Who came first with this answer, and so is the example. */
  readonly first: string;
  isOpen: boolean;
}

/** Counts equal answers in a first pass over a class; a second pass picks the examples, so that not every answer is kept. */
export class GroupCounts {
  readonly #counts = new Map<string, Count>();

  add(student: string, question: QuestionResult): void {
    if (question.answer === undefined || question.verdict === "not-attempted") return;
    const id = idOf(question.exercise, question.answer.group);
    const count = this.#counts.get(id);
    if (count === undefined) this.#counts.set(id, {size: 1, first: student, isOpen: isOpen(question)});
    else {
      count.size += 1;
      count.isOpen ||= isOpen(question);
    }
  }

  /** The group that this answer is the example of, where it is worth showing: two answers or more, or one that a person has to mark. */
  example(student: string, question: QuestionResult): AnswerGroup | undefined {
    const {exercise, title, answer, verdict, earned, points, message} = question;
    if (answer === undefined) return undefined;
    const count = this.#counts.get(idOf(exercise, answer.group));
    if (count?.first !== student || (count.size < 2 && !count.isOpen)) return undefined;
    const {group, source} = answer;
    return {exercise, title, group, size: count.size, points, verdict, earned, message, source};
  }
}

/** By question in their order, the largest group first. */
export function sortGroups(groups: readonly AnswerGroup[], exercises: readonly string[]): AnswerGroup[] {
  return [...groups].sort(
    (a, b) =>
      exercises.indexOf(a.exercise) - exercises.indexOf(b.exercise) ||
      b.size - a.size ||
      compareText(a.group, b.group),
  );
}

function idOf(exercise: string, group: string): string {
  return `${exercise}\n${group}`;
}
