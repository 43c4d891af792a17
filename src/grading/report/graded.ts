import fs from "node:fs";
import path from "node:path";
import {isOpen, type QuestionResult, type SubmissionResult} from "../result.js";
import type {RosterEntry} from "../roster/roster.js";
import {applyLate, type Score, type Submitted} from "./late.js";
import {applyMarks, type MarkBook} from "./marks.js";
import {unlisted} from "./people.js";
import type {ReportInput} from "./reportInput.js";

/** One submission as reports show it: after marks and penalty, with the student's name. */
export interface Graded {
  /** Name of the student's own reports. */
  readonly key: string;
  readonly person: RosterEntry;
  readonly result: SubmissionResult;
  readonly score: Score;
  readonly submitted?: Submitted;
  /** Questions whose verdict is still to come; while there is one, the student gets no report. */
  readonly open: readonly QuestionResult[];
}

/** `KEY` of `.../KEY.json`. */
function keyOf(file: string): string {
  return path.basename(file, ".json");
}

/**
 * Reads one result.
 *
 * @throws {SyntaxError} When the file is no result of this version.
 */
export function readResult(file: string): SubmissionResult {
  const result: Partial<SubmissionResult> | null = JSON.parse(fs.readFileSync(file, "utf8"));
  if (result?.version !== 1 || typeof result.student !== "string" || !Array.isArray(result.questions)) {
    throw new SyntaxError(
      `readResult: ${file} must hold a result of version 1, got version ${result?.version}`,
    );
  }
  return result as SubmissionResult;
}

/** A result with everything that people and the class list add to it. */
export function gradedOf(
  file: string,
  book: MarkBook,
  input: Pick<ReportInput, "roster" | "submitted">,
): Graded {
  const result = applyMarks(readResult(file), book);
  const {student} = result;
  const submitted = input.submitted?.get(student);
  return {
    key: keyOf(file),
    person: input.roster?.get(student) ?? unlisted(student),
    result,
    score: applyLate(result.earned, submitted?.late),
    ...(submitted && {submitted}),
    open: result.questions.filter(isOpen),
  };
}
