import fs from "node:fs";
import path from "node:path";
import {PACKAGE} from "./exerciseTexts.js";
import {notebookCells, type SubmittedCell} from "./notebookCells.js";

/** The cells that every student got: they are not the student's own, and are never run. */
export interface ReleaseCells {
  has(cell: SubmittedCell): boolean;
  /** Whether a cell's text is that of such a cell, whatever its ids are. */
  holdsText(cell: SubmittedCell): boolean;
}

const read = new Map<string, ReleaseCells>();

/**
 * The cells of the lesson's notebook, told by their ids, or by their text where ids were lost on the way.
 *
 * @param assignment  `04-convolution-2d`; a lesson without a notebook has a sheet of exercises, whose ids all begin with `lNN-`.
 */
export function releaseCells(assignment: string): ReleaseCells {
  let cells = read.get(assignment);
  if (cells === undefined) {
    cells = readRelease(assignment);
    read.set(assignment, cells);
  }
  return cells;
}

function readRelease(assignment: string): ReleaseCells {
  const file = path.join(PACKAGE, "notebooks", `${path.basename(assignment)}.ipynb`);
  const found = fs.existsSync(file) ? notebookCells(fs.readFileSync(file), file) : {cells: []};
  const cells = "cells" in found ? found.cells : [];
  const ids = new Set(cells.flatMap(cell => cell.ids));
  const sources = new Set(cells.map(({source}) => source.trim()));
  const holdsText = ({source}: SubmittedCell) => sources.has(source.trim());
  return {
    holdsText,
    has: cell =>
      cell.isLocked ||
      cell.ids.some(
        id => ids.has(id) || /^(?:l\d\d|m)-[a-z0-9-]+$/.test(id) || id.startsWith(`${assignment}-`),
      ) ||
      holdsText(cell),
  };
}
