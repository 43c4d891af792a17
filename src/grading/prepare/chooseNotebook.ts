import {notebookCells, type SubmittedCell} from "./notebookCells.js";
import {unzip} from "./unzip.js";

/** The cells of the one notebook that is graded, or why there is none. */
export type ChosenNotebook = {readonly notes: readonly string[]} & (
  | {readonly cells: readonly SubmittedCell[]}
  | {readonly ungradable: string}
);

interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Picks the notebook among a submission's files: the one named like the assignment, else the one with most of its answer
 * cells. Archives are looked into; whatever else was handed in stays unread.
 */
export function chooseNotebook(
  files: readonly NamedBytes[],
  assignment: string,
  exercises: readonly string[],
): ChosenNotebook {
  const notes: string[] = [];
  const notebooks: NamedBytes[] = [];
  for (const file of files) {
    if (isArchive(file)) {
      const unpacked = unzip(file.bytes, file.name);
      notes.push(...unpacked.notes);
      notebooks.push(...unpacked.files.filter(isNotebook));
    } else if (isNotebook(file)) notebooks.push(file);
  }
  if (notebooks.length === 0) return {notes, ungradable: "No notebook was handed in."};
  const read = notebooks.map(({name, bytes}) => {
    const result = notebookCells(bytes, name);
    const answers = "cells" in result ? countAnswers(result.cells, exercises) : -1;
    return {name, result, answers, isNamed: "cells" in result && stem(name) === assignment.toLowerCase()};
  });
  const rank = ({isNamed, answers}: (typeof read)[number]) => (isNamed ? 1_000_000 : 0) + answers;
  const best = read.reduce((one, other) => (rank(other) > rank(one) ? other : one));
  if (read.length > 1) {
    notes.push(
      `${read.length} notebooks were handed in; ${best.name} is graded: it is named like the assignment or holds most answers.`,
    );
  }
  if ("ungradable" in best.result) return {notes, ungradable: best.result.ungradable};
  return {notes: [...notes, ...best.result.notes], cells: best.result.cells};
}

function isArchive({name, bytes}: NamedBytes): boolean {
  return /\.zip$/i.test(name) || (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4);
}

function isNotebook({name}: NamedBytes): boolean {
  const base = name.slice(name.lastIndexOf("/") + 1);
  return /\.ipynb$/i.test(base) && !base.startsWith("._") && !name.includes(".ipynb_checkpoints/");
}

/** `04-convolution-2d (1).ipynb` -> `04-convolution-2d`. */
function stem(name: string): string {
  return name
    .slice(name.lastIndexOf("/") + 1)
    .replace(/\.ipynb$/i, "")
    .replace(/[ _-]*(?:\(\d+\)|copy\d*)$/i, "")
    .trim()
    .toLowerCase();
}

function countAnswers(cells: readonly SubmittedCell[], exercises: readonly string[]): number {
  return exercises.filter(id => cells.some(({ids, source}) => ids.includes(id) || source.includes(id)))
    .length;
}
