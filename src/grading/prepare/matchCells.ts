import type ts from "typescript";
import type {Exercise} from "../../exercise/exercise.js";
import type {MatchedBy} from "../result.js";
import {compiler} from "./compiler.js";
import type {ExerciseTexts} from "./exerciseTexts.js";
import {SIMILAR} from "./limits.js";
import type {SubmittedCell} from "./notebookCells.js";
import {parseCell} from "./parsedCell.js";
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
 * left as it was handed out, or declares no answer, gives way to one that does.
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
      if (before !== undefined && !matcher.isWeak(texts, before.cell)) continue;
      const taken = new Set([...found].filter(([other]) => other !== id).map(([, {cell}]) => cell));
      const match = search.call(matcher, texts, taken);
      if (match === undefined || (before !== undefined && matcher.isWeak(texts, match.cell))) continue;
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
  readonly #exercises: readonly Exercise[];

  constructor(cells: readonly SubmittedCell[], exercises: readonly ExerciseTexts[], release: ReleaseCells) {
    this.#cells = cells;
    this.#release = release;
    this.#exercises = exercises.map(({exercise}) => exercise);
    this.#ids = new Set(this.#exercises.map(({id}) => id));
  }

  byId(texts: ExerciseTexts): MatchedCell | undefined {
    const {id} = texts.exercise;
    const ranked = [0, 1, 2]
      .map(rank => this.#cells.filter(({ids}) => ids[rank] === id))
      .find(list => list.length > 0);
    if (ranked === undefined) return undefined;
    // a cell that says it belongs to another exercise was copied with its metadata, or has got another's
    const own = ranked.filter(cell => (this.#ownerOf(cell) ?? id) === id);
    return this.#choose(texts, own, "id", [`${id} is the id of`]);
  }

  byMarker(texts: ExerciseTexts): MatchedCell | undefined {
    const marked = this.#cells.filter(cell => markerOf(cell) === texts.exercise.id);
    return this.#choose(texts, marked, "marker", ["the line that names the exercise stands in"]);
  }

  /** A cell that declares the answer's name, and is none of those that everybody got. */
  byName(texts: ExerciseTexts): MatchedCell | undefined {
    const {answer} = texts.exercise;
    if (answer === "") return undefined;
    const declaring = this.#cells.filter(cell => declares(cell, answer) && this.#isFree(cell, texts));
    return this.#choose(texts, declaring, "marker", [`\`${answer}\` is declared in`]);
  }

  /** The cell before the exercise's check, where it declares what the check is given: an answer under another name. */
  byCheck(texts: ExerciseTexts, taken: ReadonlySet<SubmittedCell>): MatchedCell | undefined {
    for (const [index, cell] of this.#cells.entries()) {
      const name = cell.kind === "code" ? checkedName(cell, texts.exercise.id) : undefined;
      const before = this.#cells[index - 1];
      if (name === undefined || before === undefined || taken.has(before)) continue;
      if (declares(before, name) && this.#isFree(before, texts)) {
        return this.#choose(texts, [before], "marker", []);
      }
    }
    return undefined;
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

  /** Left as it was handed out, or without the name that is judged. */
  isWeak(texts: ExerciseTexts, cell: SubmittedCell): boolean {
    const {kind, answer} = texts.exercise;
    return isUnchanged(texts, cell) || (kind !== "text" && !declares(cell, answer));
  }

  /** The exercise that a cell's text belongs to: the one it names, else the only one whose answer it declares. */
  #ownerOf(cell: SubmittedCell): string | undefined {
    const marker = markerOf(cell);
    if (marker !== undefined) return marker;
    const declared = this.#exercises.filter(({answer}) => answer !== "" && declares(cell, answer));
    return declared.length === 1 ? declared[0].id : undefined;
  }

  /** Neither one of the cells that everybody got nor the answer to another exercise. */
  #isFree(cell: SubmittedCell, {exercise}: ExerciseTexts): boolean {
    const owner = this.#ownerOf(cell);
    if (owner !== undefined) return owner === exercise.id && !this.#release.holdsText(cell);
    if (cell.ids.some(id => this.#ids.has(id) && id !== exercise.id)) return false;
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

/** An id keeps its small letter. */
function capital(text = "found in"): string {
  if (/^l\d\d-/.test(text)) return text;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The exercise that a cell's first line names: `// Exercise l04-two-passes: ...`. */
function markerOf({source}: SubmittedCell): string | undefined {
  return /^\s*(?:\/\/+|\/\*+|#+|>|<!--|\*+)?[ \t]*\**Exercise[ \t]+(l\d\d-[a-z0-9-]+)/i
    .exec(source)?.[1]
    ?.toLowerCase();
}

function declares(cell: SubmittedCell, name: string): boolean {
  return cell.source.includes(name) && parseCell(cell).declared.has(name);
}

/** What the cell's code, not its strings or comments, has checked: `passes` in `check("l04-two-passes", passes)`. */
function checkedName(cell: SubmittedCell, id: string): string | undefined {
  if (!cell.source.includes(id)) return undefined;
  const ts = compiler();
  const visit = (node: ts.Node): string | undefined => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "check") {
      const [exercise, answer] = node.arguments;
      if (
        exercise &&
        ts.isStringLiteralLike(exercise) &&
        exercise.text === id &&
        answer &&
        ts.isIdentifier(answer)
      ) {
        return answer.text;
      }
    }
    return ts.forEachChild(node, visit);
  };
  return visit(parseCell(cell).file);
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
