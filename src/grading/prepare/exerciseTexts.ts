import fs from "node:fs";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {findExercise} from "../../exercise/catalog.js";
import type {Exercise} from "../../exercise/exercise.js";

/** This package's folder; the file runs as `dist/src/grading/prepare/exerciseTexts.js`. */
export const PACKAGE = fileURLToPath(new URL("../../../../", import.meta.url));

/** An exercise with the text of its answer cell as it was handed out. */
export interface ExerciseTexts {
  readonly exercise: Exercise;
  readonly stub: string;
}

const known = new Map<string, Promise<ExerciseTexts>>();

/**
 * An exercise and its stub; read once.
 *
 * @throws {RangeError} When there is no such exercise.
 */
export function exerciseTexts(id: string): Promise<ExerciseTexts> {
  let found = known.get(id);
  if (found === undefined) {
    found = readTexts(id);
    known.set(id, found);
  }
  return found;
}

async function readTexts(id: string): Promise<ExerciseTexts> {
  const {exercise} = await findExercise(id);
  if (exercise === undefined) {
    throw new RangeError(`exerciseTexts: id must be that of an exercise in exercises/, got "${id}"`);
  }
  const file = exerciseFile("exercises", id, exercise.kind === "text" ? ".stub.md" : ".stub.ts");
  if (file === undefined)
    throw new RangeError(`exerciseTexts: ${id} must have a stub in exercises/, got none`);
  return {exercise, stub: readText(file)};
}

/**
 * The kept solution as a learner would write it in the answer cell: nothing is exported, and the library has its own name.
 *
 * @throws {RangeError} Where solutions are not installed: the published package leaves them out.
 */
export function keptSolution(id: string): string {
  const file = exerciseFile("solutions", id, ".ts");
  if (file === undefined) {
    throw new RangeError(
      `keptSolution: grading needs solutions/, which the project has and the published package has not, for "${id}"`,
    );
  }
  return readText(file)
    .replace(/^export (?!\{)/gm, "")
    .replace(/(from ")\.\.\/\.\.\/src\/[^"]*(")/g, "$1kernelbook$2");
}

/** `l04-two-passes`, `.stub.ts` -> `exercises/04-convolution-2d/twoPasses.stub.ts`. */
function exerciseFile(top: string, id: string, ending: string): string | undefined {
  const [, lesson = "", name = ""] = /^l(\d\d)-(.+)$/.exec(id) ?? [];
  const folders = list(path.join(PACKAGE, top)).filter(folder => folder.startsWith(`${lesson}-`));
  for (const folder of folders) {
    const file = list(path.join(PACKAGE, top, folder)).find(
      entry => entry.endsWith(ending) && kebab(entry.slice(0, -ending.length)) === name,
    );
    if (file !== undefined) return path.join(PACKAGE, top, folder, file);
  }
  return undefined;
}

function list(folder: string): string[] {
  try {
    return fs.readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function readText(file: string): string {
  return fs.readFileSync(file, "utf8").replace(/\r\n/g, "\n").replace(/\n$/, "");
}

/** `findGlyph` -> `find-glyph`, `conv2x` -> `conv2x`. */
function kebab(name: string): string {
  return name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}
