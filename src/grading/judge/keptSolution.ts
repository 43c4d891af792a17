import {fileURLToPath, pathToFileURL} from "node:url";
import type {Argument} from "../../exercise/answer.js";
import {exercisePath} from "../../exercise/catalog.js";
import type {Exercise} from "../../exercise/exercise.js";
import {Opaque, toValue, type Value} from "../../exercise/value.js";

/** `dist/solutions`; a published package has none. */
const SOLUTIONS = fileURLToPath(new URL("../../../solutions/", import.meta.url));

/**
 * What the kept solution of an exercise returns. It is the project's own code, loaded by its path when a teacher's case asks
 * for it and not before.
 *
 * @param what  The case that needs it, for errors.
 */
export async function keptSolution(
  exercise: Exercise,
  args: readonly Argument[],
  what: string,
): Promise<Value> {
  let answer: unknown;
  try {
    const module: unknown = await import(
      pathToFileURL(`${SOLUTIONS}${await exercisePath(exercise.id)}.js`).href
    );
    answer = (module as Record<string, unknown>)[exercise.answer];
  } catch (error) {
    throw new RangeError(
      `readPrivateCases: ${what} must give its result, for there is no kept solution of ${exercise.id} here (${String(error)})`,
    );
  }
  if (typeof answer !== "function") {
    throw new RangeError(
      `readPrivateCases: ${what} must belong to an exercise whose answer is a function, got ${exercise.id}`,
    );
  }
  const value = toValue(
    await (answer as (...values: readonly Argument[]) => unknown)(...structuredClone(args)),
  );
  if (value instanceof Opaque) {
    throw new RangeError(
      `readPrivateCases: ${what} must have a result that is plain data, got ${value.what}`,
    );
  }
  return value;
}
