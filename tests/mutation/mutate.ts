import {COURSE_SEED, givenFor} from "../../src/exercise/exercise.js";
import {type ExerciseFiles, withNumbers} from "../support/exerciseFiles.js";
import {mutantsOf} from "./mutants.js";
import type {Survivor} from "./table.js";
import type {Cell, Verdict} from "./trial.js";
import type {Trials} from "./trials.js";

/** Numbers that a mutant of a plain value is tried with: with those of the course alone a wrong formula may come out right. */
const GIVEN_SEEDS = [COURSE_SEED, 2, 3, 4];
/** A mutant may take so many times as long as the solution, and a second more: enough on a busy machine. */
const PATIENCE = 10;
const SPARE_MS = 2000;

/** What became of an exercise's mutants. */
export interface MutationResult {
  readonly made: number;
  readonly killed: number;
  readonly survivors: readonly Survivor[];
  /** How many each check has found, and `timeout`, `memory`, `threw` (before any check). For the reader; the table leaves it out. */
  readonly by: Readonly<Record<string, number>>;
}

/**
 * Judges every mutant of an exercise's kept solution.
 *
 * @param known  Survivors that the table has a reason for, kept where they survive again.
 * @throws {Error} When the solution itself does not pass.
 */
export async function mutate(
  files: ExerciseFiles,
  trials: Trials,
  known: readonly Survivor[] = [],
  onMutant: (done: number, all: number) => void = () => {},
): Promise<MutationResult> {
  const {exercise, solution} = files;
  const cellsOf = (text: string): Cell[] => {
    const {variant} = exercise;
    if (variant === undefined) return [{text}];
    return GIVEN_SEEDS.map(seed => givenFor(exercise, seed)).map(given => ({
      text: withNumbers(text, variant.name, given),
      given,
    }));
  };
  const started = performance.now();
  const kept = await trials.judge(exercise.id, cellsOf(solution), 120_000);
  if (kept.kind !== "pass")
    throw new Error(`mutate: the kept solution of ${exercise.id} must pass, got ${JSON.stringify(kept)}`);
  const limitMs = PATIENCE * (performance.now() - started) + SPARE_MS;
  const mutants = mutantsOf(solution, exercise.variant?.name);
  const survivors: Survivor[] = [];
  const by: Record<string, number> = {};
  for (const [n, {name, text}] of mutants.entries()) {
    onMutant(n, mutants.length);
    const verdict = await trials.judge(exercise.id, cellsOf(text), limitMs);
    if (verdict.kind === "pass") survivors.push(survivor(name, verdict, kept, known));
    else {
      const reason = verdict.check ?? verdict.kind;
      by[reason] = (by[reason] ?? 0) + 1;
    }
  }
  return {made: mutants.length, killed: mutants.length - survivors.length, survivors, by};
}

function survivor(name: string, verdict: Verdict, kept: Verdict, known: readonly Survivor[]): Survivor {
  // An answer that is a value has no behaviour beside that value.
  if (verdict.value !== undefined && verdict.value === kept.value)
    return {mutant: name, equivalent: true, reason: "gives the same value"};
  return known.find(({mutant}) => mutant === name) ?? {mutant: name, equivalent: false, reason: ""};
}
