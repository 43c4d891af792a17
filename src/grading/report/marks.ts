import type {QuestionResult, SubmissionResult} from "../result.js";
import {readCsv} from "../roster/readCsv.js";
import {unguarded} from "./csv.js";

/** What a person decided on one exercise: of one student, or of all who handed in the same answer. */
export interface Mark {
  readonly exercise: string;
  /** As in the reports: a pseudonym where the run is anonymous. One of `student` and `group` is there. */
  readonly student?: string;
  /** The first characters of `AnswerText.group`, at least `GROUP_LENGTH`. */
  readonly group?: string;
  /** In place of the grader's points; left out where only a comment is given. */
  readonly points?: number;
  readonly comment: string;
  /** Shown to the student; may be empty. */
  readonly by: string;
}

/** Marks by exercise, those that go first in front. */
export type MarkBook = ReadonlyMap<string, readonly Mark[]>;

/** Characters of a group's hash that tell it from others. */
const GROUP_LENGTH = 8;

/**
 * Marks by hand: CSV with the columns `exercise`, `student` or `group`, `points`, `comment`, `by`; other columns are left
 * alone, so a `groups.csv` that a teacher has filled in is such a file. So are rows with neither points nor comment: nobody
 * has filled them in yet.
 *
 * @param file  Its name, for errors.
 * @throws {SyntaxError} When a row names no exercise, both or none of student and group, or points that are no number >= 0.
 *
 * @example
 * readMarks("student,exercise,points,comment\nada,l04-why,3,Good.\n", "m.csv")[0].points // => 3
 */
export function readMarks(text: string, file: string): Mark[] {
  return readCsv(text, file).flatMap((row, index) => {
    const {exercise = "", points = "", comment = ""} = row;
    const by = unguarded(row.by ?? "");
    const student = unguarded(row.student ?? "");
    const group = row.group ?? "";
    if (points.trim() === "" && comment.trim() === "") return [];
    const fail = (rule: string, got: string): never => {
      throw new SyntaxError(`readMarks: ${file}: ${rule}, got ${got} in row ${index + 2}`);
    };
    if (exercise === "") fail("a mark must name its exercise", "none");
    if ((student === "") === (group === "")) {
      fail("a mark must name a student or a group", student === "" ? "none" : "both");
    }
    if (group !== "" && !new RegExp(`^[0-9a-f]{${GROUP_LENGTH},64}$`).test(group)) {
      fail(`a group must be ${GROUP_LENGTH} to 64 characters of 0-9, a-f`, JSON.stringify(group));
    }
    const value = points.trim() === "" ? undefined : Number(points);
    if (value !== undefined && !(value >= 0 && Number.isFinite(value))) {
      fail("points must be a number >= 0", JSON.stringify(points));
    }
    const whose = student === "" ? {group} : {student};
    return [
      {
        exercise,
        ...whose,
        ...(value !== undefined && {points: value}),
        comment: unguarded(comment).trim(),
        by,
      },
    ];
  });
}

/**
 * Refuses marks that give more than a question is worth. Those for exercises of other lessons are left alone.
 *
 * @param points  What each exercise of the lesson is worth.
 * @param file  Its name, for errors.
 * @throws {RangeError} With whose mark it is.
 */
export function requirePoints(
  marks: readonly Mark[],
  points: ReadonlyMap<string, number>,
  file: string,
): void {
  for (const mark of marks) {
    const most = points.get(mark.exercise);
    if (most === undefined || mark.points === undefined || mark.points <= most) continue;
    const whose = mark.student === undefined ? `the group ${mark.group}` : `${mark.student}`;
    throw new RangeError(
      `requirePoints: ${file}: points for ${mark.exercise} must be at most ${most}, got ${mark.points} for ${whose}`,
    );
  }
}

/** Puts marks in order. Later rows of a file go before earlier ones. */
export function markBook(marks: readonly Mark[]): MarkBook {
  const byExercise = new Map<string, Mark[]>();
  for (const mark of [...marks].reverse()) {
    const others = byExercise.get(mark.exercise);
    if (others === undefined) byExercise.set(mark.exercise, [mark]);
    else others.push(mark);
  }
  return byExercise;
}

/** The mark for a question of a student: the student's own, else that of the group; undefined without either. */
export function markFor(
  book: MarkBook,
  student: string,
  {exercise, answer}: Pick<QuestionResult, "exercise" | "answer">,
): Mark | undefined {
  const some = book.get(exercise) ?? [];
  return (
    some.find(mark => mark.student === student) ??
    some.find(({group}) => group !== undefined && answer?.group.startsWith(group))
  );
}

/**
 * A result with what people decided. Points given by a person stand in place of the grader's, and the verdict follows from
 * them; a comment alone changes neither. The grader's message stays.
 *
 * @throws {RangeError} When a mark gives more points than the question is worth.
 */
export function applyMarks(result: SubmissionResult, book: MarkBook): SubmissionResult {
  if (book.size === 0) return result;
  const questions = result.questions.map(question => {
    const mark = markFor(book, result.student, question);
    return mark === undefined ? question : marked(question, mark);
  });
  return {...result, questions, earned: questions.reduce((sum, {earned}) => sum + earned, 0)};
}

function marked(question: QuestionResult, {points, comment, by}: Mark): QuestionResult {
  const base = {...question, marked: {by, comment}};
  if (points === undefined) return base;
  if (points > question.points) {
    throw new RangeError(
      `applyMarks: points for ${question.exercise} must be at most ${question.points}, got ${points}`,
    );
  }
  return {...base, earned: points, verdict: verdictOf(points, question.points)};
}

function verdictOf(earned: number, points: number): "pass" | "partial" | "fail" {
  if (earned === points) return "pass";
  return earned === 0 ? "fail" : "partial";
}
