import fs from "node:fs";
import {changedAnswers} from "./answers.js";
import {atomicWrite} from "./atomicWrite.js";
import {type CellOutputs, withOutputs} from "./cellOutputs.js";
import {executedHash, keptHash, withExecutedHash} from "./executedHash.js";
import type {Notebook} from "./nbformat.js";
import type {LessonPlace} from "./project.js";
import {readNotebookFile} from "./readNotebook.js";
import {type RunLessonOptions, runLesson} from "./runLesson.js";
import type {NotebookRun} from "./runNotebook.js";
import {fenceOf, readSource, type Source} from "./source.js";
import {writeNotebook} from "./writeNotebook.js";

export interface BuildOptions extends Omit<RunLessonOptions, "kernel"> {
  /** Take new outputs of volatile cells, too, when nothing else has changed. Default false. */
  readonly fresh?: boolean;
}

export interface LessonBuild {
  readonly source: Source;
  readonly run: NotebookRun;
  /** The notebook's file got other bytes. Never when the run failed. */
  readonly changed: boolean;
}

/**
 * Runs a lesson's source in our kernel and writes its notebook, outputs included. The same source gives the same bytes:
 * outputs of volatile cells are kept as long as nothing in the lesson changes.
 *
 * @throws {RangeError} When the notebook there holds answers that are not stubs: they would be lost.
 */
export async function buildLesson(place: LessonPlace, options: BuildOptions): Promise<LessonBuild> {
  const source = readSource(place.source);
  const existing = fs.existsSync(place.notebook) ? readNotebookFile(place.notebook) : undefined;
  if (existing) refuseAnswers(existing, source.notebook, place.notebook);
  const run = await runLesson(source.notebook, {...options, kernel: "ours"});
  if (!run.ok) return {source, run, changed: false};
  const kept = existing && options.fresh !== true ? volatileOutputs(source.notebook, existing) : [];
  const outputs = new Map([...run.outputs, ...kept]);
  const text = writeNotebook(withExecutedHash(withOutputs(source.notebook, outputs)));
  const changed = !existing || fs.readFileSync(place.notebook, "utf8") !== text;
  if (changed) atomicWrite(place.notebook, text);
  return {source, run, changed};
}

function refuseAnswers(existing: Notebook, next: Notebook, file: string): void {
  const stubs = new Set(next.cells.map(cell => cell.source));
  for (const [exercise, answer] of changedAnswers(existing))
    if (!stubs.has(answer))
      throw new RangeError(
        `buildLesson: answer cells in ${file} must hold their stubs, got an answer to "${exercise}"; move it to a copy under work/`,
      );
}

/** The outputs that the notebook there has for volatile cells, when it was made from this very source. */
function volatileOutputs(next: Notebook, existing: Notebook): [number, CellOutputs][] {
  if (keptHash(existing) !== executedHash(next)) return [];
  return next.cells.flatMap((cell, index) => {
    const old = existing.cells[index];
    if (old?.cell_type !== "code" || old.id !== cell.id || !fenceOf(cell).volatile) return [];
    return [[index, {count: old.execution_count, outputs: old.outputs}]] as [number, CellOutputs][];
  });
}
