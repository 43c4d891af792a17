import type {Random} from "../core/random.js";
import type {Answer} from "./answer.js";

/**
 * How an exercise is checked: an exact value, laws over random inputs, finite differences, sizes and counts, a short
 * seeded training, an answer locked before the cell runs, a number read off a picture, free text for a person to mark.
 */
export type ExerciseKind = "val" | "prop" | "grad" | "shape" | "run" | "pred" | "read" | "text";

/** What a check gets: the answer, and random numbers that depend on the seed of the grading only. */
export interface CheckContext {
  readonly answer: Answer;
  readonly random: Random;
}

/** One thing that a right answer does. */
export interface Check {
  /** Unique in its exercise, a short phrase: `keeps negative sums`. */
  readonly name: string;
  /** What the idea expects, in one sentence; shown when the check fails. */
  readonly expects: string;
  /** Share of the points where the exercise gives part of them; 1 unless said otherwise. */
  readonly weight?: number;
  /** Returns for a right answer, throws `WrongAnswer` for a wrong one. */
  run(context: CheckContext): Promise<void>;
}

/** A task with its checks: data and pure functions. The stub, the kept solution and the known mistakes are files beside it. */
export interface Exercise {
  /** `l04-correlate2d`: lesson, then name. Also the id of the answer cell. */
  readonly id: string;
  readonly lesson: number;
  readonly kind: ExerciseKind;
  readonly points: number;
  readonly title: string;
  /** The task in a sentence or two, Markdown. */
  readonly prompt: string;
  /** The name that the answer cell declares. */
  readonly answer: string;
  /** Easy ones first: the first that fails is the one reported. */
  readonly checks: readonly Check[];
  /** From a nudge to nearly the answer. */
  readonly hints: readonly string[];
  /** Whether passed checks earn their share when others fail. */
  readonly partial?: boolean;
  /** How long a promise from the answer may stay open; `ANSWER_TIMEOUT_MS` unless said otherwise. */
  readonly timeoutMs?: number;
}

/**
 * An exercise after its rules were checked, frozen.
 *
 * @throws {RangeError} When the id does not fit the lesson, a name appears twice, or checks or hints are missing.
 */
export function defineExercise(exercise: Exercise): Exercise {
  const {id, lesson, points, checks, hints} = exercise;
  const prefix = `l${String(lesson).padStart(2, "0")}-`;
  if (!/^[a-z0-9-]{1,56}$/.test(id) || !id.startsWith(prefix)) {
    throw new RangeError(
      `defineExercise: id must be ${prefix} and a name in a-z, 0-9, -, at most 56 long, got "${id}"`,
    );
  }
  if (!Number.isInteger(points) || points < 1) {
    throw new RangeError(`defineExercise: ${id} must be worth an integer >= 1 of points, got ${points}`);
  }
  const names = checks.map(check => check.name);
  if (names.length === 0 || new Set(names).size < names.length) {
    throw new RangeError(
      `defineExercise: ${id} must have checks with different names, got [${names.join(", ")}]`,
    );
  }
  if (checks.some(({weight = 1}) => !(weight > 0))) {
    throw new RangeError(
      `defineExercise: ${id} must weigh every check above 0, got [${checks.map(({weight = 1}) => weight).join(", ")}]`,
    );
  }
  if (hints.length === 0) throw new RangeError(`defineExercise: ${id} must have at least one hint, got none`);
  return Object.freeze(exercise);
}
