import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type {PreparedAnswer, PreparedSubmission} from "../../src/grading/prepare/prepared.js";
import {prepareSubmission} from "../../src/grading/prepare/prepareSubmission.js";

/** A cell as a test writes it. */
export interface CellText {
  readonly id?: string;
  readonly type?: "code" | "markdown" | "raw";
  readonly source: string | readonly string[];
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** A notebook's text with these cells. */
export function notebookText(cells: readonly CellText[]): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: cells.map(({id, type = "code", source, metadata = {}}) => ({
      cell_type: type,
      ...(id !== undefined && {id}),
      metadata,
      source,
      ...(type === "code" && {outputs: [], execution_count: null}),
    })),
  });
}

/** What the grader makes ready of files that a student handed in for lesson 4, in this process. */
export async function prepareFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  exercises: readonly string[],
): Promise<PreparedSubmission> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "prepare-"));
  try {
    const listed = Object.entries(files).map(([name, content], index) => {
      const file = path.join(folder, String(index));
      fs.writeFileSync(file, content);
      return {name, path: file};
    });
    return await prepareSubmission({
      id: 1,
      files: listed,
      lesson: 4,
      assignment: "04-convolution-2d",
      exercises,
      variantSeeds: {},
    });
  } finally {
    fs.rmSync(folder, {recursive: true});
  }
}

export function prepareCells(
  cells: readonly CellText[],
  exercises: readonly string[],
): Promise<PreparedSubmission> {
  return prepareFiles({"04-convolution-2d.ipynb": notebookText(cells)}, exercises);
}

/** The one answer of a notebook with these cells. */
export async function prepareAnswer(
  exercise: string,
  cells: readonly CellText[] | string,
): Promise<PreparedAnswer> {
  const list = typeof cells === "string" ? [{id: exercise, source: cells}] : cells;
  const {answers} = await prepareCells(list, [exercise]);
  const [answer] = answers;
  if (answer === undefined) throw new Error(`prepareAnswer: ${exercise} must be prepared, got nothing`);
  return answer;
}
