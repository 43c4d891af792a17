import type {Exercise} from "../../exercise/exercise.js";
import {KERNELSPEC, LANGUAGE_INFO} from "../../notebook/kernelMetadata.js";
import type {Notebook, NotebookCell} from "../../notebook/nbformat.js";
import {answerCell, checkCell, codeCell, type Handout} from "./answerCells.js";
import {nbgraderCell} from "./nbgraderCell.js";

/**
 * A notebook of exercises alone, for lessons whose text is not written yet: each with its task, its answer cell and its check.
 *
 * @param name  `05-channels`.
 */
export function exerciseSheet(name: string, handouts: readonly Handout[]): Notebook {
  const exercises = handouts.map(({exercise}) => exercise);
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {kernelspec: KERNELSPEC, language_info: LANGUAGE_INFO},
    cells: [
      locked("markdown", `${name}-title`, titleText(name, exercises)),
      locked("code", `${name}-imports`, importText(exercises)),
      ...exerciseCells(handouts),
    ],
  };
}

/** Exercises one after the other: task, what the lesson has run by then, answer cell, check. */
export function exerciseCells(handouts: readonly Handout[], first = 1): NotebookCell[] {
  const preludes = new Set<string>();
  return handouts.flatMap((handout, index) => {
    const {id, kind, prelude} = handout.exercise;
    const isNew = prelude !== undefined && !preludes.has(prelude);
    if (isNew) preludes.add(prelude);
    return [
      locked("markdown", `${id}-task`, taskText(handout.exercise, first + index)),
      ...(isNew ? [locked("code", `${id}-prelude`, prelude)] : []),
      answerCell(handout),
      ...(kind === "text" ? [] : [checkCell(handout)]),
    ];
  });
}

function titleText(name: string, exercises: readonly Exercise[]): string {
  const points = exercises.reduce((sum, exercise) => sum + exercise.points, 0);
  const [number = "", ...words] = name.split("-");
  return [
    `# Exercises of lesson ${Number(number)}: ${words.join(" ")}`,
    "",
    `${exercises.length} exercises, ${points} points. Write each answer into its cell and run the cell below it: it tells you at once ` +
      'what is right and what is not yet. `await hint("' +
      (exercises[0]?.id ?? "") +
      '")` in a cell of your own gives a hint, again the next one.',
    "",
    "A check that passes here tries the cases you can see. When your notebook is graded, other cases of the same kind are tried too.",
  ].join("\n");
}

/** Everything the exercises take for imported, once. */
export function importText(exercises: readonly Exercise[]): string {
  const answers = new Set(exercises.map(({answer}) => answer));
  const names = new Set([
    "check",
    "hint",
    "NotAttempted",
    "todo",
    ...exercises.flatMap(({imports = []}) => imports),
  ]);
  const needsTensors = names.delete("tf");
  const own = [...names].filter(name => !answers.has(name)).sort();
  return [
    ...(needsTensors ? ['import * as tf from "@tensorflow/tfjs";'] : []),
    `import {${own.join(", ")}} from "kernelbook";`,
  ].join("\n");
}

function taskText({title, prompt, points}: Exercise, number: number): string {
  return `## Exercise ${number}. ${title} (${points} ${points === 1 ? "point" : "points"})\n\n${prompt}`;
}

function locked(kind: "markdown" | "code", id: string, source: string): NotebookCell {
  const cell: NotebookCell =
    kind === "code" ? codeCell(source) : {cell_type: "markdown", metadata: {}, source};
  return nbgraderCell(cell, "locked", id);
}
