import type {Exercise, Given} from "../../exercise/exercise.js";
import {exerciseTexts, keptSolution} from "./exerciseTexts.js";
import type {ParsedCell} from "./parsedCell.js";
import {parseText} from "./parsedCell.js";

/** Calls of a lesson that show something: in an answer cell they do nothing while it is graded. */
export const QUIET = ["check", "hint", "predict", "show", "showProgress"];

/** A kept solution that stands in for an earlier answer. */
export interface GivenSolution {
  readonly id: string;
  readonly name: string;
  /** The type that its exercise asks for. */
  readonly type?: string;
  readonly cell: ParsedCell;
}

/** What an answer finds around it: only what it uses and does not declare. */
export interface Surroundings {
  /** Of `kernelbook`. */
  readonly imports: readonly string[];
  readonly usesTensorFlow: boolean;
  readonly quiet: readonly string[];
  readonly solutions: readonly GivenSolution[];
  /** The lesson's own cells so far, and the names wanted of them. */
  readonly prelude?: {readonly cell: ParsedCell; readonly names: readonly string[]};
  /** The variant's constant, where the cell has lost its line. */
  readonly constant?: {readonly name: string; readonly values: Given};
}

/** @param cells  The answer's cell and the helpers that run before it. */
export async function surroundings(
  exercise: Exercise,
  cells: readonly ParsedCell[],
  given: Given,
): Promise<Surroundings> {
  const declared = new Set(cells.flatMap(cell => [...cell.declared]));
  const wanted = new Set(cells.flatMap(cell => [...cell.used]).filter(name => !declared.has(name)));
  wanted.delete(exercise.answer);
  const {imports = [], uses = [], prelude, variant} = exercise;
  const lesson = prelude === undefined ? undefined : preludeCell(prelude);
  const names = lesson === undefined ? [] : [...lesson.declared].filter(name => wanted.has(name));
  const needed = new Set(wanted);
  if (lesson !== undefined && names.length > 0) for (const name of lesson.used) needed.add(name);
  const earlier = await Promise.all(uses.map(id => solutionOf(id)));
  const solutions = earlier.filter(({name}) => needed.has(name));
  const taken = new Set([...(lesson?.declared ?? []), ...solutions.map(({name}) => name)]);
  return {
    imports: imports.filter(
      name => name !== "tf" && needed.has(name) && !taken.has(name) && !QUIET.includes(name),
    ),
    usesTensorFlow: imports.includes("tf") && needed.has("tf") && !taken.has("tf"),
    quiet: QUIET.filter(name => needed.has(name) && !taken.has(name)),
    solutions,
    ...(lesson !== undefined && names.length > 0 && {prelude: {cell: lesson, names}}),
    ...(variant !== undefined && wanted.has(variant.name) && {constant: {name: variant.name, values: given}}),
  };
}

const preludes = new Map<string, ParsedCell>();

function preludeCell(text: string): ParsedCell {
  let cell = preludes.get(text);
  if (cell === undefined) {
    cell = parseText(text);
    if (cell.problem !== undefined)
      throw new SyntaxError(`prelude: must parse, got ${cell.problem} in "${text}"`);
    preludes.set(text, cell);
  }
  return cell;
}

const solved = new Map<string, Promise<GivenSolution>>();

function solutionOf(id: string): Promise<GivenSolution> {
  let solution = solved.get(id);
  if (solution === undefined) {
    solution = readSolution(id);
    solved.set(id, solution);
  }
  return solution;
}

async function readSolution(id: string): Promise<GivenSolution> {
  const {exercise} = await exerciseTexts(id);
  const cell = parseText(keptSolution(id));
  if (cell.problem !== undefined) throw new SyntaxError(`solution: ${id} must parse, got ${cell.problem}`);
  return {id, name: exercise.answer, ...(exercise.type !== undefined && {type: exercise.type}), cell};
}
