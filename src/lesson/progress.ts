import type {Outcome, OutcomeKind} from "../exercise/outcome.js";
import type {Value} from "../exercise/value.js";

/** What is kept of one exercise. */
export interface ExerciseProgress {
  /** How the last attempt came out. */
  readonly last: OutcomeKind;
  readonly points: number;
  /** Most points any attempt has earned. */
  readonly earned: number;
  /** Checks that were run on an attempt. */
  readonly tries: number;
}

/** What is kept of one prediction. */
export interface PredictionProgress {
  readonly guess: Value;
  /** Whether the result has been shown: from then on the guess stays as it is. */
  readonly seen: boolean;
  /** Whether the guess was made after the result had been shown. */
  readonly late: boolean;
}

/** A learner's progress, as JSON. It is the learner's own file: it can be edited, so it proves nothing. */
export interface Progress {
  readonly version: 1;
  readonly exercises: Readonly<Record<string, ExerciseProgress>>;
  /** Hints asked for, by exercise. */
  readonly hints: Readonly<Record<string, number>>;
  readonly predictions: Readonly<Record<string, PredictionProgress>>;
}

export const NO_PROGRESS: Progress = {version: 1, exercises: {}, hints: {}, predictions: {}};

/** Progress after an attempt; an answer that was not attempted leaves it as it is. */
export function withOutcome(progress: Progress, outcome: Outcome): Progress {
  const {exercise, kind, points, earned} = outcome;
  if (kind === "not-attempted" || kind === "grader-fault") return progress;
  const before = progress.exercises[exercise];
  const entry: ExerciseProgress = {
    last: kind,
    points,
    earned: Math.max(earned, before?.earned ?? 0),
    tries: (before?.tries ?? 0) + 1,
  };
  return {...progress, exercises: {...progress.exercises, [exercise]: entry}};
}

/** Progress after a hint was asked for. */
export function withHint(progress: Progress, exercise: string): Progress {
  return {...progress, hints: {...progress.hints, [exercise]: (progress.hints[exercise] ?? 0) + 1}};
}

export function withPrediction(progress: Progress, id: string, prediction: PredictionProgress): Progress {
  return {...progress, predictions: {...progress.predictions, [id]: prediction}};
}

/**
 * Reads a progress file. It may have been edited or come from another version.
 *
 * @throws {SyntaxError} When it is not the JSON of a `Progress`.
 */
export function parseProgress(text: string): Progress {
  const read: unknown = JSON.parse(text);
  if (!isRecord(read) || read.version !== 1) {
    throw new SyntaxError(
      `parseProgress: version must be 1, got ${isRecord(read) ? String(read.version) : "no object"}`,
    );
  }
  const {exercises, hints, predictions} = read;
  if (!isRecord(exercises) || !Object.values(exercises).every(isExerciseProgress)) {
    throw new SyntaxError(
      "parseProgress: exercises must hold last, points, earned and tries, got something else",
    );
  }
  if (!isRecord(hints) || !Object.values(hints).every(isCount)) {
    throw new SyntaxError("parseProgress: hints must be counts, got something else");
  }
  if (!isRecord(predictions) || !Object.values(predictions).every(isPrediction)) {
    throw new SyntaxError("parseProgress: predictions must hold guess, seen and late, got something else");
  }
  return {
    version: 1,
    exercises: exercises as Progress["exercises"],
    hints: hints as Progress["hints"],
    predictions: predictions as Progress["predictions"],
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

function isExerciseProgress(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value.last === "string" &&
    typeof value.points === "number" &&
    typeof value.earned === "number" &&
    isCount(value.tries)
  );
}

function isPrediction(value: unknown): boolean {
  return (
    isRecord(value) && "guess" in value && typeof value.seen === "boolean" && typeof value.late === "boolean"
  );
}
