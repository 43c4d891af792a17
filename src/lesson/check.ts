import {findExercise} from "../exercise/catalog.js";
import type {Given} from "../exercise/exercise.js";
import {grade} from "../exercise/grade.js";
import {isList, Opaque, toValue, type Value} from "../exercise/value.js";
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
    const values = givenOf(toValue(given));
    const outcome = await grade(exercise, answer, values === undefined ? {} : {given: values});
    const {note} = await host.store.update(progress => withOutcome(progress, outcome));
    host.emit(outcomeBundle(exercise, outcome, note === undefined ? [] : [note]));
  });
}

function givenOf(value: Value): Given | undefined {
  return typeof value === "object" && value !== null && !isList(value) && !(value instanceof Opaque)
    ? value
    : undefined;
}
