import {currentHost} from "./currentHost.js";
import {message} from "./message.js";

/** Runs what a lesson function does. Whatever fails in it is shown, never thrown: a lesson's cells go on. */
export async function guarded(call: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : "something that is no error";
    try {
      currentHost().emit(message(`! ${call} failed, through no fault of yours.`, text));
    } catch {
      console.error(`${call} failed: ${text}`);
    }
  }
}

/** What to say when there is no such exercise. */
export function unknownExercise(
  call: string,
  id: unknown,
  ids: readonly string[],
): readonly [string, string] {
  return [
    `! ${call}: there is no exercise ${JSON.stringify(id) ?? String(id)}.`,
    `There are: ${ids.join(", ")}`,
  ];
}
