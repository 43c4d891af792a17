import type ts from "typescript";
import type {MatchedBy} from "../result.js";
import {compiler} from "./compiler.js";
import type {ExerciseTexts} from "./exerciseTexts.js";
import {SIMILAR} from "./limits.js";
import type {SubmittedCell} from "./notebookCells.js";
import {type ParsedCell, parseCell} from "./parsedCell.js";
import type {ReleaseCells} from "./releaseCells.js";
import {isUnchanged, stubOf} from "./stubText.js";
import {wordsOf} from "./tokens.js";

/** The cell that is taken for an exercise's answer, and how it was found. */
export interface MatchedCell {
  readonly cell: SubmittedCell;
  readonly matchedBy: MatchedBy;
  readonly notes: readonly string[];
}

/**
 * Finds the answer of each exercise: by id, else by what the cell says it is, else by its likeness to the stub. A cell that was
 * left as it was handed out gives way to one that was not.
 *
 * @returns Exercise ids to cells; an exercise without a cell is missing.
 */
export function matchCells(
  cells: readonly SubmittedCell[],
  exercises: readonly ExerciseTexts[],
  release: ReleaseCells,
): Map<string, MatchedCell> {
  const matcher = new Matcher(cells, exercises, release);
  const found = new Map<string, MatchedCell>();
  for (const texts of exercises) {
    const match = matcher.byId(texts);
    if (match !== undefined) found.set(texts.exercise.id, match);
  }
  for (const search of [matcher.byMarker, matcher.byName, matcher.byCheck, matcher.byLikeness]) {
    for (const texts of exercises) {
      const {id} = texts.exercise;
      const before = found.get(id);
      if (before !== undefined && !matcher.isEmpty(texts, before.cell)) continue;
      const taken = new Set([...found].filter(([other]) => other !== id).map(([, {cell}]) => cell));
      const match = search.call(matcher, texts, taken);
      if (match === undefined || (before !== undefined && matcher.isEmpty(texts, match.cell))) continue;
      const why =
        before === undefined
          ? []
          : [`Its own cell (${before.cell.index + 1}) holds no answer; cell ${match.cell.index + 1} does.`];
      found.set(id, {...match, notes: [...match.notes, ...why]});
    }
  }
  return found;
}

class Matcher {
  readonly #cells: readonly SubmittedCell[];
  readonly #release: ReleaseCells;
  readonly #ids: ReadonlySet<string>;

  constructor(cells: readonly SubmittedCell[], exercises: readonly ExerciseTexts[], release: ReleaseCells) {
    this.#cells = cells;
    this.#release = release;
    this.#ids = new Set(exercises.map(({exercise}) => exercise.id));
  }

  byId(texts: ExerciseTexts): MatchedCell | undefined {
    const {id} = texts.exercise;
    const ranked = [0, 1, 2]
      .map(rank => this.#cells.filter(({ids}) => ids[rank] === id))
      .find(list => list.length > 0);
    if (ranked === undefined) return undefined;
    // a cell whose first line says that it belongs to another exercise was copied with its metadata
    const own = ranked.filter(cell => (markerOf(cell) ?? id) === id);
    return this.#choose(texts, own.length > 0 ? own : ranked, "id", [`${id} is the id of`]);
  }

  byMarker(texts: ExerciseTexts): MatchedCell | undefined {
    const marked = this.#cells.filter(cell => markerOf(cell) === texts.exercise.id);
    return this.#choose(texts, marked, "marker", ["the line that names the exercise stands in"]);
  }

  /** A cell that declares the answer's name, and is none of those that everybody got. */
  byName(texts: ExerciseTexts): MatchedCell | undefined {
    const {answer} = texts.exercise;
    if (answer === "") return undefined;
    const declaring = this.#cells.filter(
      cell => this.#isFree(cell, texts) && cell.source.includes(answer) && declares(cell, answer),
    );
    return this.#choose(texts, declaring, "marker", [`\`${answer}\` is declared in`]);
  }

  /** The cell before the one that calls the exercise's check. */
  byCheck(texts: ExerciseTexts, taken: ReadonlySet<SubmittedCell>): MatchedCell | undefined {
    const at = this.#cells.findIndex(cell => cell.kind === "code" && callsCheck(cell, texts.exercise.id));
    const before = this.#cells[at - 1];
    if (before === undefined || before.kind !== "code" || taken.has(before) || !this.#isFree(before, texts))
      return undefined;
    return this.#choose(texts, [before], "marker", []);
  }

  byLikeness(texts: ExerciseTexts, taken: ReadonlySet<SubmittedCell>): MatchedCell | undefined {
    const {words} = stubOf(texts);
    const scored = this.#cells
      .filter(cell => !taken.has(cell) && this.#isFree(cell, texts))
      .map(cell => ({cell, score: likeness(words, wordsFor(texts, cell))}))
      .filter(({score}) => score >= SIMILAR);
    const best = Math.max(...scored.map(({score}) => score));
    return this.#choose(
      texts,
      scored.filter(({score}) => score === best).map(({cell}) => cell),
      "similarity",
      ["most like the stub are"],
    );
  }

  isEmpty(texts: ExerciseTexts, cell: SubmittedCell): boolean {
    return isUnchanged(texts, cell);
  }

  /** Neither one of the cells that everybody got nor the answer to another exercise. */
  #isFree(cell: SubmittedCell, {exercise}: ExerciseTexts): boolean {
    if (cell.ids.some(id => this.#ids.has(id) && id !== exercise.id)) return false;
    const marker = markerOf(cell);
    if (marker !== undefined && marker !== exercise.id) return false;
    return cell.ids.includes(exercise.id) || !this.#release.has(cell);
  }

  /** The rule for several: the last of those that declare the answer's name and were changed. */
  #choose(
    texts: ExerciseTexts,
    candidates: readonly SubmittedCell[],
    matchedBy: MatchedBy,
    [found]: readonly string[],
  ): MatchedCell | undefined {
    const {kind, answer} = texts.exercise;
    const wanted = kind === "text" ? "markdown" : "code";
    const rank = (cell: SubmittedCell) => {
      const isWanted = cell.kind === wanted;
      if (isUnchanged(texts, cell)) return isWanted ? 1 : 0;
      if (kind === "text") return isWanted ? 4 : 2;
      return (declares(cell, answer) ? 4 : 2) + (isWanted ? 1 : 0);
    };
    const best = Math.max(...candidates.map(rank));
    const cell = candidates.findLast(candidate => rank(candidate) === best);
    if (cell === undefined) return undefined;
    const notes: string[] = [];
    if (candidates.length > 1) {
      const places = candidates.map(({index}) => index + 1).join(", ");
      notes.push(
        `${capital(found)} cells ${places}: cell ${cell.index + 1} counts, the last that holds an answer.`,
      );
    }
    if (cell.kind !== wanted)
      notes.push(`Its cell is a ${cell.kind} cell; it is read as ${kind === "text" ? "text" : "code"}.`);
    return {cell, matchedBy, notes};
  }
}

function capital(text = "found in"): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The exercise that a cell's first line names: `// Exercise l04-two-passes: ...`. */
function markerOf({source}: SubmittedCell): string | undefined {
  return /^\s*(?:\/\/+|\/\*+|#+|>|<!--|\*+)?[ \t]*\**Exercise[ \t]+(l\d\d-[a-z0-9-]+)/i
    .exec(source)?.[1]
    ?.toLowerCase();
}

function declares(cell: SubmittedCell, name: string): boolean {
  return parseCell(cell).declared.has(name);
}

/** Whether the cell's code, not its strings or comments, calls `check` for this exercise. */
function callsCheck(cell: SubmittedCell, id: string): boolean {
  if (!cell.source.includes(id)) return false;
  const ts = compiler();
  const visit = (node: ts.Node): boolean =>
    (ts.isCallExpression(node) &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === "check" &&
      node.arguments.length > 0 &&
      ts.isStringLiteralLike(node.arguments[0]) &&
      node.arguments[0].text === id) ||
    (ts.forEachChild(node, visit) ?? false);
  return visit(parsedFile(parseCell(cell)));
}

function parsedFile({file}: ParsedCell): ts.SourceFile {
  return file;
}

function wordsFor({exercise}: ExerciseTexts, cell: SubmittedCell): readonly string[] {
  return exercise.kind === "text" ? wordsOf(cell.source) : parseCell(cell).words;
}

/** Share of the stub's words that the cell holds too, counted as often as they stand there. */
function likeness(stub: readonly string[], words: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of words) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of stub) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    shared++;
    left.set(word, count - 1);
  }
  return stub.length === 0 ? 0 : shared / stub.length;
}
