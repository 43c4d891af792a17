import fs from "node:fs";
import path from "node:path";
import {lessonToNotebook} from "../../notebook/lessonNotebook.js";
import type {Notebook, NotebookCell} from "../../notebook/nbformat.js";
import {parseLesson} from "../../notebook/parseLesson.js";
import {projectRoot} from "../../notebook/project.js";
import {answerCell, checkCell, codeCell, type Handout} from "./answerCells.js";
import {exerciseCells, exerciseSheet, importText} from "./exerciseSheet.js";

/**
 * The notebook that students get: the lesson where its text is written, else a sheet with its exercises. Stubs stand in
 * the answer cells, solutions and hidden cases nowhere.
 */
export function releaseNotebook(name: string, handouts: readonly Handout[]): Notebook {
  const source = path.join(projectRoot(), "notebooks", `${name}.md`);
  if (!fs.existsSync(source)) return exerciseSheet(name, handouts);
  const byId = new Map(handouts.map(handout => [handout.exercise.id, handout]));
  const lesson = lessonToNotebook(parseLesson(fs.readFileSync(source, "utf8"), source), id =>
    stubOf(byId, id),
  );
  const asked = new Set(lesson.cells.flatMap(({id = ""}) => (byId.has(id) ? [id] : [])));
  const cells = lesson.cells.flatMap(cell => graded(cell, byId, lesson.cells));
  const missing = handouts.filter(({exercise}) => !asked.has(exercise.id));
  return {...lesson, cells: [...cells, ...appended(missing, asked.size)]};
}

function stubOf(byId: ReadonlyMap<string, Handout>, id: string): string {
  const found = byId.get(id);
  if (found === undefined) {
    throw new RangeError(`releaseNotebook: a lesson's exercises must be in the catalogue, got "${id}"`);
  }
  return found.stub;
}

/** A cell of the lesson: answer cells and their checks as nbgrader wants them, all others as they are. */
function graded(
  cell: NotebookCell,
  byId: ReadonlyMap<string, Handout>,
  all: readonly NotebookCell[],
): NotebookCell[] {
  const {id = ""} = cell;
  const answer = byId.get(id);
  if (answer !== undefined) {
    const cells = [answerCell(answer, cell.metadata)];
    const needsCheck = answer.exercise.kind !== "text" && !all.some(other => other.id === `${id}-check`);
    return needsCheck ? [...cells, checkCell(answer)] : cells;
  }
  const check = id.endsWith("-check") ? byId.get(id.slice(0, -"-check".length)) : undefined;
  if (check === undefined) return [cell];
  const {metadata} = checkCell(check, cell.source);
  return [{...cell, metadata: {...cell.metadata, ...metadata}}];
}

/** Exercises that the lesson's text does not ask yet, behind it. */
function appended(handouts: readonly Handout[], before: number): NotebookCell[] {
  if (handouts.length === 0) return [];
  const exercises = handouts.map(({exercise}) => exercise);
  return [
    {cell_type: "markdown", id: "m-more-exercises", metadata: {}, source: "## More exercises"},
    codeCell(importText(exercises), {}, "more-imports"),
    ...exerciseCells(handouts, before + 1),
  ];
}
