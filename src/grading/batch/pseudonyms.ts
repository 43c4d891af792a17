import {createHmac, randomBytes} from "node:crypto";
import {csvRow} from "../report/csv.js";
import type {RosterEntry} from "../roster/roster.js";
import {PSEUDONYM_DIGITS} from "./limits.js";
import type {RunFolder} from "./runFolder.js";

/**
 * Names that stand in place of student ids: the same in every run of a folder, and not to be undone without its key, which
 * lies in `private/key`.
 */
export function pseudonymsOf(run: RunFolder): (student: string) => string {
  const key = run.read("private/key") ?? randomBytes(32).toString("hex");
  run.write("private/key", key);
  return student => `s-${createHmac("sha256", key).update(student).digest("hex").slice(0, PSEUDONYM_DIGITS)}`;
}

/** Writes who is who, `private/students.csv`: for the teacher alone. */
export function writeKeyTable(
  run: RunFolder,
  students: ReadonlyMap<string, string>,
  roster?: ReadonlyMap<string, RosterEntry>,
): void {
  const rows = [...students].map(([pseudonym, id]) => {
    const {firstName = "", lastName = "", email = ""} = roster?.get(id) ?? {};
    return csvRow([pseudonym, id, firstName, lastName, email]);
  });
  const head = csvRow(["pseudonym", "student_id", "first_name", "last_name", "email"]);
  run.write("private/students.csv", head + rows.join(""));
}
