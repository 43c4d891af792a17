import fs from "node:fs";
import {givenFor} from "../../exercise/exercise.js";
import {adviceFor} from "./advice.js";
import {buildCode} from "./buildCode.js";
import {checkTypes, type TypeSubject} from "./checkTypes.js";
import {chooseNotebook} from "./chooseNotebook.js";
import {type ExerciseTexts, exerciseTexts} from "./exerciseTexts.js";
import {type Surroundings, surroundings} from "./given.js";
import {helpersBefore} from "./helpers.js";
import {NOTE_CHARACTERS, NOTES} from "./limits.js";
import {type MatchedCell, matchCells} from "./matchCells.js";
import type {SubmittedCell} from "./notebookCells.js";
import {type ParsedCell, parseCell} from "./parsedCell.js";
import type {PreparedAnswer, PreparedSubmission, PrepareRequest} from "./prepared.js";
import {releaseCells} from "./releaseCells.js";
import {isUnchanged} from "./stubText.js";
import {groupOf, wordsOf} from "./tokens.js";

/** What is looked at, one after the other: whoever waits knows how far it came. */
export type Stage = "reading" | "answers";

/**
 * Reads a submission, finds its answers, makes them ready to run and judges their types. Runs nothing of what was handed in.
 *
 * @param onStage  Called before each stage: reading concerns the whole submission, the rest its answers.
 */
export async function prepareSubmission(
  request: PrepareRequest,
  onStage: (stage: Stage) => void = () => {},
): Promise<PreparedSubmission> {
  onStage("reading");
  const texts = await Promise.all(request.exercises.map(exerciseTexts));
  const files = request.files.map(({name, path}) => ({name, bytes: fs.readFileSync(path)}));
  const release = releaseCells(request.assignment);
  const read = chooseNotebook(files, request.assignment, request.exercises);
  if ("ungradable" in read) {
    const answers = request.exercises.map(
      (exercise): PreparedAnswer => ({exercise, state: "missing", notes: [], advice: []}),
    );
    return {notes: capped(read.notes), ungradable: read.ungradable, answers};
  }
  onStage("answers");
  const matches = matchCells(read.cells, texts, release);
  const asked = texts.filter(({exercise}) => request.only === undefined || exercise.id === request.only);
  const drafts = await Promise.all(
    asked.map(one =>
      draftOf(one, matches.get(one.exercise.id), match =>
        helpersBefore(match, read.cells, texts, matches, release),
      )(request),
    ),
  );
  const subjects = request.types === false ? [] : drafts.flatMap(({subject}) => subject ?? []);
  const problems = checkTypes(subjects);
  return {
    notes: capped(read.notes),
    answers: drafts.map(({answer}) => {
      const found = problems.get(answer.exercise);
      if (found === undefined) return {...answer, notes: capped(answer.notes), advice: capped(answer.advice)};
      return {
        ...answer,
        ...(found.problem !== undefined && {typeProblem: found.problem}),
        notes: capped([...answer.notes, ...found.notes]),
        advice: capped(answer.advice),
      };
    }),
  };
}

interface Draft {
  readonly answer: PreparedAnswer;
  /** What the type checker gets. */
  readonly subject?: TypeSubject;
}

interface Helper {
  readonly cell: SubmittedCell;
  readonly parsed: ParsedCell;
}

function draftOf(
  texts: ExerciseTexts,
  match: MatchedCell | undefined,
  helpersOf: (match: MatchedCell) => {readonly helpers: readonly Helper[]; readonly notes: readonly string[]},
): (request: PrepareRequest) => Promise<Draft> {
  const {exercise} = texts;
  if (match === undefined) {
    return async () => ({answer: {exercise: exercise.id, state: "missing", notes: [], advice: []}});
  }
  const {cell, matchedBy} = match;
  const parsed = parseCell(cell);
  const found = {
    exercise: exercise.id,
    cell: cell.index,
    matchedBy,
    source: cell.source,
    group: groupOf(exercise.kind === "text" ? wordsOf(cell.source) : parsed.words),
    notes: [...match.notes, ...foundNote(match)],
    advice: [],
  };
  return async ({variantSeeds}) => {
    if (isUnchanged(texts, cell)) return {answer: {...found, state: "unchanged"}};
    if (exercise.kind === "text") return {answer: {...found, state: "text"}};
    const notes = [...found.notes, ...parsed.notes];
    if (parsed.problem !== undefined) {
      return {answer: {...found, notes, state: "broken", problem: capitalised(parsed.problem)}};
    }
    const before = helpersOf(match);
    const helpers = before.helpers.map(helper => helper.parsed);
    const around = await surroundings(
      exercise,
      [parsed, ...helpers],
      givenFor(exercise, variantSeeds[exercise.id]),
    );
    return {
      answer: {
        ...found,
        ...codeOf(texts, parsed, helpers, around),
        notes: [...notes, ...before.notes, ...nameNote(texts, parsed, helpers)],
        advice: adviceFor(exercise, parsed, helpers),
      },
      subject: {exercise, cell: parsed, helpers, around},
    };
  };
}

function codeOf(
  {exercise}: ExerciseTexts,
  cell: ParsedCell,
  helpers: readonly ParsedCell[],
  around: Surroundings,
): Pick<PreparedAnswer, "state" | "code" | "needsEngine" | "problem"> {
  try {
    const built = buildCode({answer: exercise.answer, cell, helpers, around});
    if ("problem" in built) return {state: "broken", problem: capitalised(built.problem)};
    return {state: "ready", ...built};
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return {state: "broken", problem: "Line 1, column 1: the code is nested too deeply to be read"};
  }
}

function foundNote({matchedBy, cell}: MatchedCell): string[] {
  if (matchedBy === "id") return [];
  const how =
    matchedBy === "marker" ? "by what it says, for its id is gone" : "by its likeness to the cell handed out";
  return [`The answer was found in cell ${cell.index + 1} ${how}.`];
}

function nameNote({exercise}: ExerciseTexts, cell: ParsedCell, helpers: readonly ParsedCell[]): string[] {
  const {answer} = exercise;
  return [cell, ...helpers].some(({declared}) => declared.has(answer))
    ? []
    : [`The cell declares no \`${answer}\`, the name that is judged.`];
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** At most `NOTES`, each on one line and of a readable length. */
function capped(notes: readonly string[]): string[] {
  const kept = [...new Set(notes)].map(note => {
    const line = note.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
    return line.length > NOTE_CHARACTERS ? `${line.slice(0, NOTE_CHARACTERS)}...` : line;
  });
  return kept.length > NOTES ? [...kept.slice(0, NOTES), `${kept.length - NOTES} more.`] : kept;
}
