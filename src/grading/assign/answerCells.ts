import fs from "node:fs";
import path from "node:path";
import {COURSE_SEED, type Exercise, type Given, givenFor} from "../../exercise/exercise.js";
import {withGiven} from "../../exercise/variant.js";
import {sha256} from "../../notebook/lessonNotebook.js";
import type {NotebookCell} from "../../notebook/nbformat.js";
import {projectRoot} from "../../notebook/project.js";
import {variantSeed} from "../seeds.js";
import {nbgraderCell} from "./nbgraderCell.js";

/** An exercise as it is handed out. */
export interface Handout {
  readonly exercise: Exercise;
  /** The answer cell's text, with the numbers of this release. */
  readonly stub: string;
  readonly given: Given;
}

/**
 * An exercise with its stub.
 *
 * @param path  `04-convolution-2d/findGlyph`.
 * @param secret  The numbers of its variant follow from it; those of the course stand there without.
 */
export function handout(exercise: Exercise, entryPath: string, secret: string | undefined): Handout {
  const ending = exercise.kind === "text" ? ".stub.md" : ".stub.ts";
  const file = path.join(projectRoot(), "exercises", `${entryPath}${ending}`);
  const text = fs.readFileSync(file, "utf8").replace(/\r\n/g, "\n").replace(/\n$/, "");
  const given = givenFor(exercise, secret === undefined ? COURSE_SEED : variantSeed(secret, exercise.id));
  return {
    exercise,
    given,
    stub: exercise.variant === undefined ? text : withGiven(text, exercise.variant.name, given),
  };
}

/** The cell that the student fills. */
export function answerCell({exercise, stub}: Handout, metadata: NotebookCell["metadata"] = {}): NotebookCell {
  const own = {kernelbook: {words: [`exercise=${exercise.id}`], stub: sha256(stub)}, ...metadata};
  if (exercise.kind === "text") {
    const cell = {cell_type: "markdown", metadata: own, source: stub} as const;
    return nbgraderCell(cell, "text", exercise.id, exercise.points);
  }
  return nbgraderCell(codeCell(stub, own), "answer", exercise.id);
}

/** The cell that checks the answer when the student runs it, and that carries the points. */
export function checkCell({exercise}: Handout, source = checkCall(exercise)): NotebookCell {
  return nbgraderCell(codeCell(source), "check", `${exercise.id}-check`, exercise.points);
}

/** `await check("l05-sizes", size, layer);` */
function checkCall({id, answer, variant}: Exercise): string {
  const args = [JSON.stringify(id), answer, ...(variant === undefined ? [] : [variant.name])];
  return `await check(${args.join(", ")});`;
}

export function codeCell(source: string, metadata: NotebookCell["metadata"] = {}, id?: string): NotebookCell {
  return {
    cell_type: "code",
    ...(id !== undefined && {id}),
    metadata,
    source,
    execution_count: null,
    outputs: [],
  };
}
