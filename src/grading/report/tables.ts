import type {RosterEntry} from "../roster/roster.js";
import {type CsvCell, csvRow} from "./csv.js";
import type {Graded} from "./graded.js";
import type {AnswerGroup} from "./groups.js";
import {plainText} from "./plainText.js";
import type {ReportInput} from "./reportInput.js";

/** Longest answer in `groups.csv`: what a spreadsheet's cell holds, less some room for quotes. */
const CELL_CHARACTERS = 30_000;

/** nbgrader's export, one row a student and assignment. Scores that are not final are left empty. */
export const LONG_HEADER: readonly string[] = [
  "assignment",
  "duedate",
  "timestamp",
  "student_id",
  "last_name",
  "first_name",
  "email",
  "raw_score",
  "late_submission_penalty",
  "score",
  "max_score",
];

export function longRow(graded: Graded, due: string): string {
  const {person, result, score, submitted, open} = graded;
  const scores =
    open.length > 0 ? [undefined, undefined, undefined] : [score.raw, score.penalty, score.score];
  return csvRow([
    result.assignment,
    due,
    submitted?.timestamp ?? "",
    ...personCells(person),
    ...scores,
    result.points,
  ]);
}

/** Of somebody who handed in nothing. */
export function longMissingRow(person: RosterEntry, {assignment, points, due = ""}: ReportInput): string {
  return csvRow([assignment, due, "", ...personCells(person), 0, 0, 0, points]);
}

function personCells({id, lastName, firstName, email}: RosterEntry): CsvCell[] {
  return [id, lastName, firstName, email];
}

/** The wide form: one column a question, and in the first row what each is worth. */
export interface WideColumn {
  readonly exercise: string;
  readonly points: number;
}

export function wideHead(columns: readonly WideColumn[], points: number): string {
  const names = ["student_id", "last_name", "first_name", "email"];
  return (
    csvRow([...names, ...columns.map(({exercise}) => exercise), "late_submission_penalty", "score"]) +
    csvRow(["points possible", "", "", "", ...columns.map(column => column.points), "", points])
  );
}

export function wideRow({person, result, score, open}: Graded, columns: readonly WideColumn[]): string {
  const cells = columns.map(({exercise}) => {
    const question = result.questions.find(one => one.exercise === exercise);
    return question === undefined || open.includes(question) ? undefined : question.earned;
  });
  const totals = open.length > 0 ? [undefined, undefined] : [score.penalty, score.score];
  return csvRow([...personCells(person), ...cells, ...totals]);
}

export function wideMissingRow(person: RosterEntry, columns: readonly WideColumn[]): string {
  return csvRow([...personCells(person), ...columns.map(() => undefined), 0, 0]);
}

/** A file of marks that a teacher fills in: points, comment, name; the other columns say what is marked. */
export const GROUP_HEADER: readonly string[] = [
  "exercise",
  "group",
  "points",
  "comment",
  "by",
  "size",
  "verdict",
  "earned",
  "max_score",
  "message",
  "answer",
];

export function groupRow({
  exercise,
  group,
  size,
  verdict,
  earned,
  points,
  message,
  source,
}: AnswerGroup): string {
  const answer = plainText(source);
  return csvRow([
    exercise,
    group,
    "",
    "",
    "",
    size,
    verdict,
    earned,
    points,
    plainText(message),
    answer.length > CELL_CHARACTERS ? `${answer.slice(0, CELL_CHARACTERS)} ...` : answer,
  ]);
}
