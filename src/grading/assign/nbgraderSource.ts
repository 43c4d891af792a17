import {givenLine} from "../../exercise/variant.js";
import type {Notebook, NotebookCell} from "../../notebook/nbformat.js";
import {hiddenSeed} from "../seeds.js";
import {answerCell, checkCell, type Handout} from "./answerCells.js";

/**
 * The release as nbgrader's `source` notebook. Behind each check stands what nbgrader runs and students never get: a call
 * that throws unless the answer is right, on hidden inputs too.
 */
export function nbgraderSource(release: Notebook, handouts: readonly Handout[], secret: string): Notebook {
  const byId = new Map(handouts.map(handout => [handout.exercise.id, handout]));
  return {...release, cells: release.cells.map(cell => sourceCell(cell, byId, secret))};
}

function sourceCell(cell: NotebookCell, byId: ReadonlyMap<string, Handout>, secret: string): NotebookCell {
  const {id = ""} = cell;
  const answer = byId.get(id);
  if (answer !== undefined && answer.exercise.kind !== "text") {
    // Without a region nbgrader would put its own text in place of the stub.
    return answerCell({...answer, stub: `${answer.stub}\n// BEGIN SOLUTION\n// END SOLUTION`}, cell.metadata);
  }
  const check = id.endsWith("-check") ? byId.get(id.slice(0, -"-check".length)) : undefined;
  return check === undefined ? cell : checkCell(check, `${cell.source}\n${hiddenTests(check, secret)}`);
}

function hiddenTests({exercise: {id, answer, variant}, given}: Handout, secret: string): string {
  const seed = hiddenSeed(secret, id);
  // The numbers stand here again: the constant in the answer cell is the student's to change.
  const options = variant === undefined ? `{seed: ${seed}}` : `{seed: ${seed}, given}`;
  const call = `await requireRight(${JSON.stringify(id)}, ${answer}, ${options});`;
  const body = variant === undefined ? [call] : ["{", `  ${givenLine("given", given)}`, `  ${call}`, "}"];
  return [
    "// BEGIN HIDDEN TESTS",
    'import {requireRight} from "kernelbook";',
    ...body,
    "// END HIDDEN TESTS",
  ].join("\n");
}
