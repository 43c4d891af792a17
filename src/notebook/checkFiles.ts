import {isDeepStrictEqual} from "node:util";
import {withoutOutputs} from "./cellOutputs.js";
import {seenOutputs} from "./compareOutputs.js";
import {executedHash, keptHash, withExecutedHash} from "./executedHash.js";
import {typeScriptNumbers, unexpected} from "./expectation.js";
import {LESSON_MAX_BYTES, PRINTED_MAX_LINES} from "./limits.js";
import type {Notebook, NotebookCodeCell} from "./nbformat.js";
import type {LessonPlace} from "./project.js";
import {parseNotebook, readNotebookText} from "./readNotebook.js";
import {fenceOf, readSource} from "./source.js";
import {writeNotebook} from "./writeNotebook.js";

export interface FileCheck {
  /** What is wrong, one line each. */
  readonly problems: readonly string[];
  /** The notebook made from the source, without outputs; absent when the source is not readable. */
  readonly fresh?: Notebook;
  /** The notebook on disk, where it could be read. */
  readonly kept?: Notebook;
  readonly bytes: number;
}

/** What can be said of a lesson's two files without running anything. */
export function checkFiles(place: LessonPlace): FileCheck {
  const problems: string[] = [];
  const attempt = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      problems.push(said(error as NodeJS.ErrnoException));
      return undefined;
    }
  };
  const fresh = attempt(() => readSource(place.source).notebook);
  const text = attempt(() => readNotebookText(place.notebook));
  const kept = text === undefined ? undefined : attempt(() => parseNotebook(text, place.notebook));
  if (fresh && kept) problems.push(...disagreements(fresh, kept, text ?? ""));
  for (const cell of kept?.cells ?? []) if (cell.cell_type === "code") problems.push(...cellProblems(cell));
  const bytes = Buffer.byteLength(text ?? "");
  if (bytes >= LESSON_MAX_BYTES)
    problems.push(`the notebook must have less than ${LESSON_MAX_BYTES} bytes, got ${bytes}`);
  return {problems, bytes, ...(fresh && {fresh}), ...(kept && {kept})};
}

function said(error: NodeJS.ErrnoException): string {
  return error.code === "ENOENT" ? `a lesson must have both files, got no ${error.path}` : error.message;
}

function disagreements(fresh: Notebook, kept: Notebook, text: string): string[] {
  if (writeNotebook(kept) !== text)
    return ["the notebook must be in the form in which it is built, got another (saved by another program?)"];
  const bare = withoutOutputs(kept);
  const at = fresh.cells.findIndex((cell, index) => !isDeepStrictEqual(cell, bare.cells[index]));
  if (at >= 0) return [`source and notebook must agree, got a difference at cell "${fresh.cells[at]?.id}"`];
  if (fresh.cells.length !== bare.cells.length)
    return [`source and notebook must agree, got ${fresh.cells.length} and ${bare.cells.length} cells`];
  if (keptHash(kept) !== executedHash(fresh))
    return ["outputs must come from this source, got those of another: they are stale"];
  return isDeepStrictEqual(withExecutedHash(fresh).metadata, kept.metadata)
    ? []
    : ["source and notebook must agree, got a difference in the notebook's metadata"];
}

function cellProblems(cell: NotebookCodeCell): string[] {
  const problems: string[] = [];
  if (cell.execution_count === null) problems.push("must be executed, got no count");
  const error = cell.outputs.find(output => output.output_type === "error");
  const failure = error && {name: error.ename, codes: typeScriptNumbers(error.ename, error.traceback)};
  const ending = unexpected(fenceOf(cell).raises, failure);
  if (ending !== undefined) problems.push(`${ending}, got output ${error?.ename ?? "without an error"}`);
  const printed = seenOutputs(cell.outputs, true).stdout.split("\n").length - 1;
  if (printed >= PRINTED_MAX_LINES)
    problems.push(`must print less than ${PRINTED_MAX_LINES} lines, got ${printed}`);
  return problems.map(problem => `cell "${cell.id}" ${problem}`);
}
