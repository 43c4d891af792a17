import {findExercise} from "../exercise/catalog.js";
import {isNotAttempted} from "../exercise/notAttempted.js";
import {toValue} from "../exercise/value.js";
import {currentHost} from "./currentHost.js";
import {guarded, unknownExercise} from "./guard.js";
import type {Host} from "./host.js";
import {judgeAnswer} from "./judgeAnswer.js";
import {message} from "./message.js";
import {outcomeBundle} from "./outcomeView.js";
import {withOutcome, withPrediction} from "./progress.js";

/**
 * Checks your answer to an exercise and shows what came out: right, or the first check that fails, what the idea expects and
 * an input on which it shows. Never throws and never waits for input.
 *
 * @param id  The exercise: `l04-correlate2d`.
 * @param answer  Your function or value, whatever its type.
 * @param given  The constant with the numbers of the task, where the answer cell has one.
 */
export async function check(id: string, answer: unknown, given?: unknown): Promise<void> {
  await guarded("check", async () => {
    const host = currentHost();
    const found = await findExercise(id);
    if (found.exercise === undefined) {
      host.emit(message(...unknownExercise("check", id, found.ids)));
      return;
    }
    const {exercise} = found;
    const judged = exercise.kind === "pred" ? await firstPrediction(id, answer, host) : answer;
    const outcome = await judgeAnswer(exercise, judged, given, host);
    const {note} = await host.store.update(progress => withOutcome(progress, outcome));
    host.emit(outcomeBundle(exercise, outcome, note === undefined ? [] : [note]));
  });
}

/**
 * The prediction that was made first: a check tells whether it is right, so from then on another would be none. One that is
 * checked without having been locked is locked now.
 */
async function firstPrediction(id: string, answer: unknown, {store}: Host): Promise<unknown> {
  if (answer === undefined || isNotAttempted(answer)) return answer;
  const guess = toValue(answer);
  const {progress} = await store.update(now => {
    const {guess: locked = null, late = false, seen = false} = now.predictions[id] ?? {};
    // Not locked before the result was shown: still the first, but late.
    return withPrediction(now, id, {
      guess: locked ?? guess,
      seen: true,
      late: late || (seen && locked === null),
    });
  });
  return progress.predictions[id]?.guess;
}
