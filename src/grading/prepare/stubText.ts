import type {Exercise} from "../../exercise/exercise.js";
import type {ExerciseTexts} from "./exerciseTexts.js";
import {type ParsedCell, parseCell, parseText} from "./parsedCell.js";
import {groupOf, wordsOf} from "./tokens.js";

/** The answer cell as it was handed out, in the forms in which answers are held against it. */
export interface Stub {
  /** Words of its code without comments; of free text all of them. */
  readonly words: readonly string[];
  readonly cell: ParsedCell;
}

const stubs = new Map<string, Stub>();

export function stubOf({exercise, stub}: ExerciseTexts): Stub {
  let found = stubs.get(exercise.id);
  if (found === undefined) {
    const cell = parseText(exercise.kind === "text" ? "" : stub);
    if (cell.problem !== undefined)
      throw new SyntaxError(`stub: ${exercise.id} must parse, got ${cell.problem}`);
    found = {cell, words: exercise.kind === "text" ? wordsOf(stub) : cell.words};
    stubs.set(exercise.id, found);
  }
  return found;
}

/** Whether a cell is the stub as it was handed out, whatever numbers stood in it, or holds nothing. */
export function isUnchanged(texts: ExerciseTexts, cell: {readonly source: string}): boolean {
  const {exercise} = texts;
  const words = exercise.kind === "text" ? wordsOf(cell.source) : parseCell(cell).words;
  if (words.length === 0) return true;
  const bare = (list: readonly string[]) => groupOf(withoutNumbers(exercise, list));
  return bare(words) === bare(stubOf(texts).words);
}

/** The words without the statement `const layer = {...};` that holds the variant's numbers. */
function withoutNumbers({variant}: Exercise, words: readonly string[]): readonly string[] {
  if (variant === undefined) return words;
  const start = words.findIndex(
    (word, i) => word === "const" && words[i + 1] === variant.name && words[i + 2] === "=",
  );
  if (start < 0) return words;
  const end = words.indexOf(";", start);
  return end < 0 ? words : [...words.slice(0, start), ...words.slice(end + 1)];
}
