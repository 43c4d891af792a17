import type {RunFigures} from "./runProgram.js";
import type {Student} from "./studentClass.js";

/** What a grader made of a class. */
export interface Graded extends RunFigures {
  readonly submissions: number;
  /** Answers with the verdict that they deserve, of all. A time counts only with what it found. */
  readonly agreed: number;
  readonly answers: number;
  /** What is not as in the others. */
  readonly remark: string;
}

/** How many answers came out as they deserve: full marks when right, and only then. */
export function countAgreed(
  students: readonly Student[],
  hasFullMarks: (student: string, question: number) => boolean | undefined,
): number {
  return students.reduce(
    (sum, {id, answers}) =>
      sum + answers.filter(({kind}, question) => hasFullMarks(id, question) === (kind === "right")).length,
    0,
  );
}
