import {readCsv} from "./readCsv.js";

/** One student of a class list; empty where it has no such column. */
export interface RosterEntry {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

/**
 * A class list: CSV with nbgrader's columns `student_id`, `first_name`, `last_name`, `email`; all but the first may be missing.
 *
 * @param file  Its name, for messages.
 * @returns By id, in the order of the file.
 * @throws {SyntaxError} When there is no `student_id`, or an id is empty or stands there twice.
 */
export function readRoster(text: string, file: string): Map<string, RosterEntry> {
  const roster = new Map<string, RosterEntry>();
  for (const [index, row] of readCsv(text, file).entries()) {
    const {student_id, first_name = "", last_name = "", email = ""} = row;
    if (student_id === undefined) {
      throw new SyntaxError(
        `readRoster: ${file}: columns must include student_id, got ${Object.keys(row).join(", ")}`,
      );
    }
    if (student_id === "" || roster.has(student_id)) {
      throw new SyntaxError(
        `readRoster: ${file}: every student_id must be there once, got ${JSON.stringify(student_id)} in row ${index + 2}`,
      );
    }
    roster.set(student_id, {id: student_id, firstName: first_name, lastName: last_name, email});
  }
  return roster;
}
