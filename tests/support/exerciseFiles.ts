import {readFile} from "node:fs/promises";
import path from "node:path";
import type {CatalogEntry} from "../../exercises/index.js";
import {exercises} from "../../exercises/index.js";
import type {Exercise, Given} from "../../src/exercise/exercise.js";
import type {Mistake} from "../../src/exercise/mistake.js";
import {packageRoot} from "../../src/frontend/places.js";

/** An exercise with everything that stands in its four files. */
export interface ExerciseFiles {
  readonly entry: CatalogEntry;
  readonly exercise: Exercise;
  /** The answer cell as it is handed out: TypeScript, or Markdown for free text. */
  readonly stub: string;
  /** The kept solution as a learner would write it in the answer cell; for free text the model answer. */
  readonly solution: string;
  /** What the solution's compiled file exports; nothing for free text. */
  readonly exported: Readonly<Record<string, unknown>>;
  readonly mistakes: readonly Mistake[];
}

/** Every exercise of the catalogue, in its order. */
export async function everyExercise(): Promise<ExerciseFiles[]> {
  return Promise.all(exercises.map(filesOf));
}

async function filesOf(entry: CatalogEntry): Promise<ExerciseFiles> {
  const {exercise} = await entry.load();
  const isText = exercise.kind === "text";
  const text = (folder: string, ending: string) =>
    readFile(path.join(packageRoot, folder, `${entry.path}${ending}`), "utf8");
  if (isText) {
    const [stub, solution] = await Promise.all([text("exercises", ".stub.md"), text("solutions", ".md")]);
    return {entry, exercise, stub, solution, exported: {}, mistakes: []};
  }
  const [stub, solution, exported, wrong] = await Promise.all([
    text("exercises", ".stub.ts"),
    text("solutions", ".ts"),
    import(`../../solutions/${entry.path}.js`) as Promise<ExerciseFiles["exported"]>,
    import(`../../solutions/${entry.path}.mistakes.js`) as Promise<Pick<ExerciseFiles, "mistakes">>,
  ]);
  return {entry, exercise, stub, solution: asCell(solution), exported, mistakes: wrong.mistakes};
}

/** A file under solutions/ as a cell: nothing is exported, and the library has its own name. */
export function asCell(file: string): string {
  return file.replace(/^export (?!\{)/gm, "").replace(/(from ")\.\.\/\.\.\/src\/[^"]*(")/g, "$1kernelbook$2");
}

/** The line of a cell that holds the numbers of the task: `const layer = {height: 227, filters: 96};`. */
export function givenLineOf(cell: string, name: string): string | undefined {
  return cell.match(new RegExp(`^const ${name} = \\{.*\\};$`, "m"))?.[0];
}

/** A cell with other numbers in that line. */
export function withNumbers(cell: string, name: string, values: Given): string {
  return cell.replace(givenLineOf(cell, name) ?? "", () => `const ${name} = ${JSON.stringify(values)};`);
}
