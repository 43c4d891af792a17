import {findExercise} from "../exercise/catalog.js";
import {grade} from "../exercise/grade.js";
import {currentHost} from "./currentHost.js";
import {guarded, unknownExercise} from "./guard.js";
import {message} from "./message.js";
import {outcomeBundle} from "./outcomeView.js";
import {withOutcome} from "./progress.js";

/**
 * Checks your answer to an exercise and shows what came out: right, or the first check that fails, what the idea expects and
 * an input on which it shows. Never throws and never waits for input.
 *
 * @param id  The exercise: `l04-correlate2d`.
 * @param answer  Your function or value, whatever its type.
 */
export async function check(id: string, answer: unknown): Promise<void> {
  await guarded("check", async () => {
    const host = currentHost();
    const found = await findExercise(id);
    if (found.exercise === undefined) {
      host.emit(message(...unknownExercise("check", id, found.ids)));
      return;
    }
    const {exercise} = found;
    const outcome = await grade(exercise, answer);
    const {note} = await host.store.update(progress => withOutcome(progress, outcome));
    host.emit(outcomeBundle(exercise, outcome, note === undefined ? [] : [note]));
  });
}
