import {isObject, type JsonObject} from "../../notebook/nbformat.js";
import {CELLS, NOTEBOOK_BYTES} from "./limits.js";

/** A cell as it was handed in. Outputs are left behind unread: a saved "Correct" is text of the student's. */
export interface SubmittedCell {
  /** In the notebook, from 0. */
  readonly index: number;
  readonly kind: "code" | "markdown" | "raw";
  /** Names that its metadata give it, the surest first: nbgrader's, ours, the cell's own. */
  readonly ids: readonly string[];
  /** Tagged `helper`: it runs before the answers. */
  readonly isHelper: boolean;
  /** nbgrader's mark for a cell that students should leave alone. */
  readonly isLocked: boolean;
  readonly source: string;
}

/** What could be read of a notebook, with what had to be put right on the way; or why nothing could. */
export type ReadCells =
  | {readonly cells: readonly SubmittedCell[]; readonly notes: readonly string[]}
  | {readonly ungradable: string};

/**
 * The cells of a notebook file, whatever state it is in. Never throws.
 *
 * @param name  Of the file, for messages.
 */
export function notebookCells(bytes: Uint8Array, name: string): ReadCells {
  if (bytes.length === 0) return {ungradable: `${name} is empty.`};
  if (bytes.length > NOTEBOOK_BYTES) {
    return {
      ungradable: `${name} has ${bytes.length} bytes; a notebook may have ${NOTEBOOK_BYTES}. Clear its outputs and save it again.`,
    };
  }
  const notes: string[] = [];
  const text = decode(bytes, notes);
  if (text.trim() === "") return {ungradable: `${name} is empty.`};
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch (error) {
    return {ungradable: `${name} is not a notebook: it is no JSON (${plain(error)}).`};
  }
  if (!isObject(root)) return {ungradable: `${name} is not a notebook: it holds no object.`};
  const list = cellList(root, notes);
  if (list === undefined) return {ungradable: `${name} is not a notebook: it has no list of cells.`};
  if (list.length > CELLS) notes.push(`Only the first ${CELLS} of ${list.length} cells are read.`);
  const cells: SubmittedCell[] = [];
  let odd = 0;
  for (const [index, value] of list.slice(0, CELLS).entries()) {
    const cell = readCell(value, index);
    if (cell === undefined) odd++;
    else cells.push(cell);
  }
  if (odd > 0) notes.push(`${odd} of ${list.length} cells cannot be read and are left out.`);
  if (cells.length === 0) return {ungradable: `${name} holds no cell that can be read.`};
  return {cells, notes};
}

/** UTF-8 with or without a mark in front, UTF-16 with one. */
function decode(bytes: Uint8Array, notes: string[]): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  if (encoding !== "utf-8") notes.push("The file is written in UTF-16; notebooks are UTF-8.");
  try {
    return new TextDecoder(encoding, {fatal: true}).decode(bytes);
  } catch {
    notes.push("The file holds bytes that are no text; they are read as \ufffd.");
    return new TextDecoder(encoding).decode(bytes);
  }
}

/** The cells of nbformat 4, or of 3, which kept them in worksheets. */
function cellList(root: JsonObject, notes: string[]): readonly unknown[] | undefined {
  if (Array.isArray(root.cells)) {
    if (root.nbformat !== 4)
      notes.push("The notebook does not say that it is of nbformat 4; it is read as such.");
    return root.cells as unknown[];
  }
  if (!Array.isArray(root.worksheets)) return undefined;
  notes.push("The notebook is of nbformat 3; its worksheets are read as one list of cells.");
  return root.worksheets.flatMap((sheet: unknown) =>
    isObject(sheet) && Array.isArray(sheet.cells) ? (sheet.cells as unknown[]) : [],
  );
}

function readCell(value: unknown, index: number): SubmittedCell | undefined {
  if (!isObject(value)) return undefined;
  const source = textOf(value.source ?? value.input);
  if (source === undefined) return undefined;
  const metadata = isObject(value.metadata) ? value.metadata : {};
  const nbgrader = isObject(metadata.nbgrader) ? metadata.nbgrader : {};
  const type = value.cell_type;
  return {
    index,
    kind: type === "markdown" || type === "raw" ? type : type === "heading" ? "markdown" : "code",
    ids: [nbgrader.grade_id, ownExercise(metadata), value.id].filter(
      (id): id is string => typeof id === "string" && id !== "",
    ),
    isHelper: Array.isArray(metadata.tags) && metadata.tags.includes("helper"),
    isLocked: nbgrader.locked === true,
    source: source.replace(/\r\n?/g, "\n").replace(LONE_SURROGATE, "\ufffd"),
  };
}

/** Half a character: no text can be sent or hashed with one. */
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The exercise that our own metadata name: `words: ["exercise=l04-correlate2d"]`. */
function ownExercise({kernelbook}: JsonObject): string | undefined {
  if (!isObject(kernelbook) || !Array.isArray(kernelbook.words)) return undefined;
  const word = kernelbook.words.find(one => typeof one === "string" && one.startsWith("exercise="));
  return typeof word === "string" ? word.slice("exercise=".length) : undefined;
}

/** A text, or the lines of one. Lines that are none are left out; a cell without a source is an empty one. */
function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (value === undefined || value === null) return "";
  if (!Array.isArray(value)) return undefined;
  return value.filter(line => typeof line === "string").join("");
}

/** JSON.parse quotes what it met, which may be long. */
function plain(error: unknown): string {
  return (error as Error).message.replace(/\s+/g, " ").slice(0, 120);
}
