import fs from "node:fs";
import path from "node:path";
import {changedAnswers, exerciseIds, withAnswers} from "./answers.js";
import {atomicWrite} from "./atomicWrite.js";
import {withoutOutputs} from "./cellOutputs.js";
import {keptHash} from "./executedHash.js";
import type {Notebook} from "./nbformat.js";
import {type LessonPlace, lessonPlaces, projectRoot} from "./project.js";
import {readNotebookFile} from "./readNotebook.js";
import {writeNotebook} from "./writeNotebook.js";

/** Compiler settings of the lessons, in their folder and beside the copies. */
const SETTINGS = "tsconfig.json";

export interface WorkOptions {
  /** Lessons by name or number; all when absent. */
  readonly lessons?: readonly string[];
  /** The project's folder; this package's own when absent. */
  readonly root?: string;
}

export interface WorkCopy {
  /** `04-convolution-2d`. */
  readonly lesson: string;
  /** The learner's copy: the file to open. */
  readonly file: string;
  /** `offered`: the lesson has changed, and its new version lies beside the copy. */
  readonly state: "made" | "kept" | "offered";
  /** The new version, for `offered`. */
  readonly offered?: string;
  /** What to tell the learner, a sentence or two; empty for `kept`. */
  readonly message: string;
}

/**
 * Makes the learner's own copies of the lessons under `work/`, without outputs, so that Run All shows fresh ones. A copy
 * is never overwritten: when its lesson changes, the new version is put beside it with the learner's answers carried over.
 *
 * @returns One entry for each lesson, in order.
 */
export function prepareWork({lessons = [], root = projectRoot()}: WorkOptions = {}): WorkCopy[] {
  const folder = path.join(root, "work");
  fs.mkdirSync(folder, {recursive: true});
  copySettings(path.join(root, "notebooks", SETTINGS), path.join(folder, SETTINGS));
  return lessonPlaces(root, lessons)
    .filter(({notebook}) => fs.existsSync(notebook))
    .map(place => prepareCopy(place, folder));
}

/** The learner's cells are checked by the lessons' settings, not by those of this project's own sources above them. */
function copySettings(from: string, to: string): void {
  if (fs.existsSync(from) && !fs.existsSync(to)) atomicWrite(to, fs.readFileSync(from, "utf8"));
}

function prepareCopy({name, notebook}: LessonPlace, folder: string): WorkCopy {
  const lesson = readNotebookFile(notebook);
  const file = path.join(folder, `${name}.ipynb`);
  if (!fs.existsSync(file)) {
    atomicWrite(file, writeNotebook(withoutOutputs(lesson)));
    return {lesson: name, file, state: "made", message: `${name}: your copy is ${shown(file)}`};
  }
  let copy: Notebook;
  try {
    copy = readNotebookFile(file);
  } catch (error) {
    const message = `${name}: your copy cannot be read (${(error as Error).message}); rename or remove it to get a new one`;
    return {lesson: name, file, state: "kept", message};
  }
  if (keptHash(copy) === keptHash(lesson)) return {lesson: name, file, state: "kept", message: ""};
  return offer(name, lesson, copy, file);
}

/** Puts the lesson's present version beside a copy of an earlier one, unless it lies there already. */
function offer(name: string, lesson: Notebook, copy: Notebook, file: string): WorkCopy {
  const answers = changedAnswers(copy);
  for (let number = 1; ; number++) {
    const offered = file.replace(/\.ipynb$/, number === 1 ? " (new).ipynb" : ` (new ${number}).ipynb`);
    const exists = fs.existsSync(offered);
    if (exists && hashOf(offered) !== keptHash(lesson)) continue;
    if (!exists) atomicWrite(offered, writeNotebook(withAnswers(withoutOutputs(lesson), answers)));
    return {
      lesson: name,
      file,
      state: "offered",
      offered,
      message: offerText(name, offered, lesson, answers),
    };
  }
}

function hashOf(file: string): string | undefined {
  try {
    return keptHash(readNotebookFile(file));
  } catch {
    return undefined;
  }
}

function offerText(
  name: string,
  offered: string,
  lesson: Notebook,
  answers: ReadonlyMap<string, string>,
): string {
  const exercises = exerciseIds(lesson);
  const carried = [...answers.keys()].filter(id => exercises.has(id));
  const left = [...answers.keys()].filter(id => !exercises.has(id));
  return [
    `${name}: the lesson has changed; the new version is ${shown(offered)}, your copy stays as it is.`,
    carried.length > 0 ? ` Your answers were carried over: ${carried.join(", ")}.` : "",
    left.length > 0 ? ` The new version has no cell for: ${left.join(", ")}.` : "",
  ].join("");
}

function shown(file: string): string {
  return path.join("work", path.basename(file));
}
