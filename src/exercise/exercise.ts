import {Random} from "../core/random.js";
import type {Answer} from "./answer.js";
import {BUDGET} from "./limits.js";
import type {Value} from "./value.js";

/**
 * How an exercise is checked: an exact value, laws over random inputs, finite differences, sizes and counts, a short
 * seeded training, an answer locked before the cell runs, a number read off a picture, free text for a person to mark.
 */
export type ExerciseKind = "val" | "prop" | "grad" | "shape" | "run" | "pred" | "read" | "text";

/** Plain data that a task is asked with, where it differs from class to class. */
export type Given = Readonly<Record<string, Value>>;

/** Numbers of a task that a teacher's seed chooses, so that answers of other years are of no use. */
export interface Variant {
  /** The constant that holds them: the stub has a line `const layer = {height: 227, filters: 96};`. */
  readonly name: string;
  /** The values for a seed. Those of the course are the ones for `COURSE_SEED`. */
  values(random: Random): Given;
}

/** What an answer may use up, in one run of the checks. */
export interface Budget {
  /** Of processor time in the grader; in a notebook, how long a promise may stay open. */
  readonly seconds: number;
  /** Of the answer's heap and buffers, in the grader. */
  readonly memoryMb: number;
}

/** A name that an answer should do without. Reported to the teacher as advice: code can hide what it calls. */
export interface Forbidden {
  readonly name: string;
  readonly why: string;
}

/** What a check gets: the answer, the numbers of the task, and random numbers that depend on the seed of the grading only. */
export interface CheckContext {
  readonly answer: Answer;
  readonly random: Random;
  /** The variant's values; empty where the exercise has none. */
  readonly given: Given;
}

/** One thing that a right answer does. */
export interface Check {
  /** Unique in its exercise, a short phrase: `keeps negative sums`. */
  readonly name: string;
  /** What the idea expects, in one sentence; shown when the check fails. No value of a case may stand in it. */
  readonly expects: string;
  /** Share of the points where the exercise gives part of them; 1 unless said otherwise. */
  readonly weight?: number;
  /**
   * `hidden`: runs in the grader only. Every check runs there twice, with the course's seed and with the teacher's, unless it
   * is `visible`: then it has no random inputs, or takes too long to be run twice.
   */
  readonly phase?: "visible" | "hidden";
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
  /** The name that the answer cell declares; empty for free text, whose cell is Markdown. */
  readonly answer: string;
  /** Easy ones first: the first that fails is the one reported. None for free text. */
  readonly checks: readonly Check[];
  /** From a nudge to nearly the answer. */
  readonly hints: readonly string[];
  /** Whether passed checks earn their share when others fail. */
  readonly partial?: boolean;
  /** `BUDGET` unless said otherwise. */
  readonly budget?: Partial<Budget>;
  /** TypeScript type that the answer must have, such as `(x: number[], k: number[]) => number[]`; `any` is refused. */
  readonly type?: string;
  /** Names of `kernelbook` that an answer may use without importing them, as the lesson has imported them by then; `tf` is TensorFlow.js. */
  readonly imports?: readonly string[];
  /** Earlier exercises whose answers this one may call. The grader puts the kept solutions in their place. */
  readonly uses?: readonly string[];
  /** TypeScript that the lesson has run by then: `const {scene, glyph} = hiddenGlyph();`. Its imports are those of `imports`. */
  readonly prelude?: string;
  readonly variant?: Variant;
  readonly forbids?: readonly Forbidden[];
  /** For free text: what a person looks for, in points that sum to `points`. */
  readonly rubric?: readonly {readonly points: number; readonly text: string}[];
}

/**
 * An exercise after its rules were checked, frozen.
 *
 * @throws {RangeError} When the id does not fit the lesson, a name appears twice, or checks, hints or a rubric are missing.
 */
export function defineExercise(exercise: Exercise): Exercise {
  const {id, lesson, kind, points, checks, hints, rubric = []} = exercise;
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
  if ((names.length === 0) !== (kind === "text") || new Set(names).size < names.length) {
    throw new RangeError(
      `defineExercise: ${id} must have checks with different names, and none for free text, got [${names.join(", ")}]`,
    );
  }
  if (checks.some(({weight = 1}) => !(weight > 0))) {
    throw new RangeError(
      `defineExercise: ${id} must weigh every check above 0, got [${checks.map(({weight = 1}) => weight).join(", ")}]`,
    );
  }
  if (hints.length === 0) throw new RangeError(`defineExercise: ${id} must have at least one hint, got none`);
  const rubricPoints = rubric.reduce((sum, line) => sum + line.points, 0);
  if (rubricPoints !== (kind === "text" ? points : 0)) {
    throw new RangeError(
      `defineExercise: ${id} must have a rubric of ${kind === "text" ? points : 0} points, got ${rubricPoints}`,
    );
  }
  return Object.freeze(exercise);
}

/** Seed of the numbers that stand in the course itself. */
export const COURSE_SEED = 1;

/** The values of an exercise's variant for a seed; empty where it has none. */
export function givenFor(exercise: Exercise, seed = COURSE_SEED): Given {
  return exercise.variant?.values(new Random(seed)) ?? {};
}

/** An exercise's budget with the usual amounts filled in. */
export function budgetOf(exercise: Exercise): Budget {
  return {...BUDGET, ...exercise.budget};
}
