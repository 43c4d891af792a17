import {createHash} from "node:crypto";
import type {JsonObject, NotebookCell} from "../../notebook/nbformat.js";

/**
 * What a cell is to nbgrader: `answer` code by the student, `check` code that is graded, `text` prose by the student that a
 * person marks, `locked` read-only.
 */
export type NbgraderRole = "answer" | "check" | "text" | "locked";

/**
 * A cell with nbgrader's metadata, schema 3. JupyterLab deletes none of them, and edits none that students must leave alone.
 *
 * @param points  For `check` and `text`.
 * @source https://nbgrader.readthedocs.io, `nbgraderformat/v3.json`.
 */
export function nbgraderCell(
  cell: NotebookCell,
  role: NbgraderRole,
  gradeId: string,
  points?: number,
): NotebookCell {
  const grade = role === "check" || role === "text";
  const solution = role === "answer" || role === "text";
  const locked = role === "check" || role === "locked";
  const nbgrader = {
    schema_version: 3,
    grade,
    solution,
    locked,
    task: false,
    grade_id: gradeId,
    cell_type: cell.cell_type,
    ...(grade && {points}),
    checksum: nbgraderChecksum(cell, {grade, solution, locked, gradeId, points}),
  } satisfies JsonObject;
  return {
    ...cell,
    id: gradeId,
    metadata: {...cell.metadata, deletable: false, ...(locked && {editable: false}), nbgrader},
  };
}

/** What nbgrader computes its checksum from, beside the cell's text. */
export interface ChecksumFacts {
  readonly grade: boolean;
  readonly solution: boolean;
  readonly locked: boolean;
  readonly gradeId: string;
  readonly points?: number | undefined;
}

/** nbgrader's checksum of a cell: tells that it was changed. It has no key, so it keeps nobody from changing it. */
export function nbgraderChecksum(
  {source, cell_type}: Pick<NotebookCell, "source" | "cell_type">,
  {grade, solution, locked, gradeId, points}: ChecksumFacts,
): string {
  // To nbgrader a cell is locked when it is graded and holds no answer, whatever its flag says.
  const isLocked = !solution && (grade || locked);
  const hash = createHash("md5").update(source).update(cell_type);
  for (const flag of [grade, solution, isLocked]) hash.update(flag ? "True" : "False");
  hash.update(gradeId);
  if (grade) hash.update(pythonFloat(points ?? 0));
  return hash.digest("hex");
}

/** As Python writes a float: `1.0`. Points are of ordinary size. */
function pythonFloat(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
