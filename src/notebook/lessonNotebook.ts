import {createHash} from "node:crypto";
import {parseWords} from "./fence.js";
import {KERNELSPEC, LANGUAGE_INFO} from "./kernelMetadata.js";
import type {Cell, FenceWords, Lesson} from "./lesson.js";
import {isObject, type JsonObject, type Notebook, type NotebookCell} from "./nbformat.js";
import {parseLesson} from "./parseLesson.js";
import {writeLesson} from "./writeLesson.js";

/** The answer cell's text for an exercise id (`stubs.ts`). */
export type StubOf = (exercise: string) => string;

/**
 * The lesson as a notebook without outputs. Front matter and fence words are kept in its metadata under `kernelbook`,
 * so that `notebookToLesson` gives the same lesson back.
 */
export function lessonToNotebook(lesson: Lesson, stubOf: StubOf): Notebook {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelbook: {front_matter: lesson.frontMatterText},
      kernelspec: KERNELSPEC,
      language_info: LANGUAGE_INFO,
    },
    cells: lesson.cells.map(cell => notebookCell(cell, stubOf)),
  };
}

function notebookCell(cell: Cell, stubOf: StubOf): NotebookCell {
  if (cell.kind === "markdown")
    return {cell_type: "markdown", id: cell.id, metadata: {}, source: cell.source};
  const {exercise, raises, words} = cell.fence;
  const source = exercise === undefined ? cell.source : stubOf(exercise);
  const own = {...(words.length > 0 && {words}), ...(exercise !== undefined && {stub: sha256(source)})};
  return {
    cell_type: "code",
    id: cell.id,
    metadata: {
      ...(words.length > 0 && {kernelbook: own}),
      ...(exercise !== undefined && {nbgrader: answerCell(exercise)}),
      ...(raises !== undefined && {tags: ["raises-exception"]}),
    },
    source,
    execution_count: null,
    outputs: [],
  };
}

/** nbgrader's schema 3 for a cell that holds an answer: https://nbgrader.readthedocs.io/ */
function answerCell(exercise: string): JsonObject {
  return {grade: false, grade_id: exercise, locked: false, schema_version: 3, solution: true, task: false};
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/**
 * The lesson in a notebook, also after editing in JupyterLab: view state and outputs are left behind, answers stay out
 * of the source.
 *
 * @param file  The notebook's path, for messages and for the lesson's name.
 * @throws {SyntaxError} When a part of the notebook has no form in a lesson's source; nothing is lost in silence.
 */
export function notebookToLesson(notebook: Notebook, file: string): Lesson {
  const frontMatterText = ownMetadata(notebook.metadata).front_matter;
  if (typeof frontMatterText !== "string")
    throw new SyntaxError(`${file}: metadata.kernelbook.front_matter must be the lesson's YAML, got nothing`);
  const draft = {frontMatterText, cells: notebook.cells.map(cell => lessonCell(cell, file))};
  let lesson: Lesson;
  try {
    lesson = parseLesson(writeLesson(draft), file);
  } catch (error) {
    throw new SyntaxError(`${file}: cannot be written as a lesson: ${(error as Error).message}`);
  }
  const at = draft.cells.findIndex((cell, index) => !isSame(cell, lesson.cells[index]));
  if (at >= 0 || lesson.cells.length !== draft.cells.length)
    throw new SyntaxError(
      `${file}: cells must not contain cell fences or cell markers of their own (show code as \`\`\`typescript), got cell "${draft.cells[Math.max(at, 0)]?.id}"`,
    );
  return {...lesson, cells: draft.cells};
}

function lessonCell(cell: NotebookCell, file: string): Cell {
  const {id, source} = cell;
  if (id === undefined)
    throw new SyntaxError(
      `${file}: cells must have ids (nbformat 4.5), got one without: "${source.slice(0, 40)}"`,
    );
  if (cell.cell_type === "raw" || (cell.cell_type === "markdown" && cell.attachments))
    throw new SyntaxError(`${file}: a lesson has Markdown and code cells without attachments, got "${id}"`);
  if (cell.cell_type === "markdown") return {kind: "markdown", id, source};
  const fence = fenceWords(cell.metadata, `${file}: cell "${id}"`);
  return {kind: "code", id, source: fence.exercise === undefined ? source : "", fence};
}

function fenceWords(metadata: JsonObject, at: string): FenceWords {
  try {
    return parseWords(wordsOf(metadata));
  } catch (error) {
    throw new SyntaxError(`${at}: ${(error as Error).message}`);
  }
}

/** The fence words kept in a code cell's metadata. */
export function wordsOf(metadata: JsonObject): string[] {
  const words = ownMetadata(metadata).words;
  return Array.isArray(words) ? words.map(String) : [];
}

/** The project's own part of a notebook's or a cell's metadata. */
export function ownMetadata(metadata: JsonObject): JsonObject {
  return isObject(metadata.kernelbook) ? metadata.kernelbook : {};
}

function isSame(a: Cell, b: Cell | undefined): boolean {
  const words = (cell: Cell) => (cell.kind === "code" ? cell.fence.words.join(" ") : "");
  return a.kind === b?.kind && a.id === b.id && a.source === b.source && words(a) === words(b);
}
