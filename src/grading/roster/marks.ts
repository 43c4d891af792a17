import {readCsv} from "./readCsv.js";

/** Points or a comment that a person gives, for one student's answer or for every answer of a group. */
export interface ManualMark {
  /** As in the reports: a pseudonym where the run is anonymous. One of `student` and `group` is there. */
  readonly student?: string;
  /** The first characters of `AnswerText.group`, at least `GROUP_LENGTH`. */
  readonly group?: string;
  readonly exercise: string;
  /** What the answer earns, in place of what the grader found; missing for a comment alone. */
  readonly points?: number;
  readonly comment: string;
  /** Who marked it; may be empty. */
  readonly by: string;
}

/** Characters of a group's hash that tell it from others. */
const GROUP_LENGTH = 8;

/**
 * Marks by hand: CSV with the columns `student`, `group`, `exercise`, `points`, `comment`, `by`. A row without points and
 * comment is one that nobody has filled in yet, and is left out.
 *
 * @param file  Its name, for messages.
 * @throws {SyntaxError} When a row names no exercise, both or none of student and group, or points that are no number >= 0.
 */
export function readMarks(text: string, file: string): ManualMark[] {
  return readCsv(text, file).flatMap((row, index) => {
    const {student = "", group = "", exercise = "", points = "", comment = "", by = ""} = row;
    const at = `in row ${index + 2}`;
    const fail = (rule: string, got: string): never => {
      throw new SyntaxError(`readMarks: ${file}: ${rule}, got ${got} ${at}`);
    };
    if (points.trim() === "" && comment === "") return [];
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
    return [
      {
        ...(student === "" ? {group} : {student}),
        exercise,
        ...(value !== undefined && {points: value}),
        comment,
        by,
      },
    ];
  });
}
