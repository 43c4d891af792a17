// A process that judges texts one after the other. It may be ended at any time: a mutant can loop or eat memory.
import {everyExercise} from "../support/exerciseFiles.js";
import {type Cell, judge} from "./trial.js";

/** What the process is asked; it answers with a `Verdict`, or with `{fault}`. */
export interface TrialRequest {
  readonly exercise: string;
  readonly cells: readonly Cell[];
}

const all = await everyExercise();
const answers: Record<string, unknown> = Object.assign({}, ...all.map(({exported}) => exported));

process.on("message", async ({exercise: id, cells}: TrialRequest) => {
  try {
    const exercise = all.find(files => files.exercise.id === id)?.exercise;
    if (exercise === undefined) throw new RangeError(`trialProcess: exercise must be listed, got "${id}"`);
    const used = all
      .filter(files => exercise.uses?.includes(files.exercise.id))
      .map(files => [files.exercise.answer, answers[files.exercise.answer]]);
    process.send?.(await judge(exercise, cells, Object.fromEntries(used)));
  } catch (error) {
    process.send?.({fault: String(error)});
  }
});
process.on("disconnect", () => process.exit());
// An error that nobody waits for, in a timer or a lost promise of a mutant, must not end the process in the middle of another one.
process.on("uncaughtException", () => {});
process.send?.({ready: true});
