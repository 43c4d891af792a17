import fs from "node:fs";
import path from "node:path";
import {parseWords} from "./fence.js";
import type {FenceWords} from "./lesson.js";
import {lessonToNotebook, wordsOf} from "./lessonNotebook.js";
import type {Notebook, NotebookCell} from "./nbformat.js";
import {parseLesson} from "./parseLesson.js";
import {parseNotebook, readNotebookText} from "./readNotebook.js";
import type {RunnableCell} from "./runCells.js";
import type {KernelName} from "./runner.js";
import {stubsFor} from "./stubs.js";
import {TSLAB_ROWS} from "./tslabRows.js";

/** A file with cells to run: a lesson's source or a notebook. */
export interface Source {
  readonly file: string;
  readonly kind: "lesson" | "notebook";
  /** The file as it is. */
  readonly text: string;
  readonly notebook: Notebook;
  /** By position among all cells: line of a lesson's file at which the cell's text starts. */
  readonly lines: readonly (number | undefined)[];
}

/**
 * Reads a `.md` lesson or an `.ipynb`.
 *
 * @throws {TypeError} For a file of another kind; errors of the readers as they are.
 */
export function readSource(file: string): Source {
  const ending = path.extname(file).toLowerCase();
  if (ending === ".ipynb") {
    const text = readNotebookText(file);
    return {file, kind: "notebook", text, notebook: parseNotebook(text, file), lines: []};
  }
  if (ending !== ".md") throw new TypeError(`readSource: a file must end in .md or .ipynb, got ${file}`);
  const text = fs.readFileSync(file, "utf8");
  const lesson = parseLesson(text, file);
  return {
    file,
    kind: "lesson",
    text,
    notebook: lessonToNotebook(lesson, stubsFor(file)),
    lines: lesson.cells.map(cell => (cell.kind === "code" && cell.fence.exercise ? undefined : cell.line)),
  };
}

/** The code cells of a notebook, as `kernel` is to run them. */
export function runnableCells(notebook: Notebook, kernel: KernelName): RunnableCell[] {
  return notebook.cells.flatMap((cell, index) => {
    if (cell.cell_type !== "code") return [];
    const fence = fenceOf(cell);
    const raises = fence.raises ?? (mayRaise(cell) ? "any" : undefined);
    const skip = kernel === "tslab" ? fence.tslabSkip : undefined;
    return {
      index,
      id: cell.id ?? `cell-${index + 1}`,
      source: cell.source,
      ...(raises !== undefined && {raises}),
      ...(skip !== undefined && {skip: `${skip}: ${TSLAB_ROWS[skip]}`}),
    };
  });
}

/** The fence words of a notebook's cell; words that make no sense count as none. */
export function fenceOf(cell: NotebookCell): FenceWords {
  try {
    return parseWords(wordsOf(cell.metadata));
  } catch {
    return parseWords([]);
  }
}

/** The tag by which Jupyter's tools let a cell fail. */
function mayRaise(cell: NotebookCell): boolean {
  const {tags} = cell.metadata;
  return Array.isArray(tags) && tags.includes("raises-exception");
}
