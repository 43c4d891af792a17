import {isClose} from "../core/expectClose.js";
import {isNotAttempted} from "../exercise/notAttempted.js";
import {isList, toValue, type Value} from "../exercise/value.js";
import {valueText} from "../exercise/valueText.js";
import {currentHost} from "./currentHost.js";
import {guarded} from "./guard.js";
import {message} from "./message.js";
import {type PredictionProgress, withPrediction} from "./progress.js";

/** A prediction that waits for the result. */
export interface Prediction<T> {
  /** Shows your prediction beside the result. Never throws. */
  compare(result: T): Promise<void>;
}

/**
 * Locks what you expect before the cell that shows it runs. Until then you can change it; afterwards your first prediction
 * stays. Without one the lesson goes on all the same.
 *
 * @param id  Names the prediction: `l04-predict-flat`.
 * @param guess  What you expect, in place of the `todo`.
 * @returns What the next cell compares its result with.
 */
export async function predict<T>(id: string, guess: T): Promise<Prediction<T>> {
  const made = guess === undefined || isNotAttempted(guess) ? undefined : toValue(guess);
  await guarded("predict", () => lock(id, made));
  return {compare: result => guarded("compare", () => compare(id, toValue(result)))};
}

async function lock(id: string, guess: Value): Promise<void> {
  const host = currentHost();
  const {before, progress, note} = await host.store.update(now => {
    const earlier = now.predictions[id];
    if (guess === undefined || (earlier?.seen && earlier.guess !== null)) return now;
    return withPrediction(now, id, {guess, seen: earlier?.seen ?? false, late: earlier?.seen ?? false});
  });
  const notes = note === undefined ? [] : [note];
  host.emit(message(...lockText(guess, before.predictions[id], progress.predictions[id]), ...notes));
}

function lockText(
  guess: Value,
  before: PredictionProgress | undefined,
  now: PredictionProgress | undefined,
): [string, string] {
  if (guess === undefined) {
    return ["\u25cb No prediction yet", "Put yours in place of the todo and run this cell before you go on."];
  }
  if (before?.seen && before.guess !== null && !isSame(before.guess, guess)) {
    return [
      `Your first prediction stays: ${valueText(before.guess)}`,
      "The result has been shown, so another one would be no prediction.",
    ];
  }
  const locked = `Locked: ${valueText(guess)}`;
  return now?.late
    ? [locked, "The result had been shown before, so this counts as a second look."]
    : [locked, "Now run the next cell."];
}

async function compare(id: string, result: Value): Promise<void> {
  const host = currentHost();
  const {before, note} = await host.store.update(now => {
    const {guess = null, late = false} = now.predictions[id] ?? {};
    return withPrediction(now, id, {guess, seen: true, late});
  });
  const guess = before.predictions[id]?.guess ?? null;
  const notes = note === undefined ? [] : [note];
  host.emit(message(compareText(guess, result), ...notes));
}

function compareText(guess: Value, result: Value): string {
  if (guess === null) return `It is ${valueText(result)}. You made no prediction.`;
  if (isSame(guess, result)) return `\u2713 As you predicted: ${valueText(result)}`;
  return `\u2717 You predicted ${valueText(guess)}; it is ${valueText(result)}.`;
}

/** Numbers within rounding, texts whatever their case and outer blanks, lists entry by entry. */
function isSame(a: Value, b: Value): boolean {
  if (typeof a === "number" && typeof b === "number") return isClose(a, b);
  if (typeof a === "string" && typeof b === "string")
    return a.trim().toLowerCase() === b.trim().toLowerCase();
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, i) => isSame(item, b[i]));
  return Object.is(a, b);
}
