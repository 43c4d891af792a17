/** Two copies of the library can meet in one notebook, so the marks are global symbols, not classes. */
const NOT_ATTEMPTED = Symbol.for("kernelbook.notAttempted");

/**
 * Thrown by the body of a stub. A check that meets it reports "not attempted" instead of an error.
 *
 * @example
 * new NotAttempted("replace this line with your loops").message // => "replace this line with your loops"
 */
export class NotAttempted extends Error {
  override readonly name = "NotAttempted";
  readonly [NOT_ATTEMPTED] = true;
}

/** What `todo` returns: nothing that a check could take for an answer. */
class Todo {
  readonly [NOT_ATTEMPTED] = true;
  readonly what: string;

  constructor(what: string) {
    this.what = what;
  }

  toString(): string {
    return `(to do: ${this.what})`;
  }
}

/**
 * Stands where your answer goes. It never throws, so every other cell still runs; `check` and `predict` report it as not
 * attempted.
 *
 * @param what  What belongs here: `a 3x3 kernel`.
 * @returns A marked value that passes for a `T` in the type checker only.
 *
 * @example
 * String(todo<number[][]>("a 3x3 kernel")) // => "(to do: a 3x3 kernel)"
 */
export function todo<T>(what: string): T {
  return new Todo(what) as T;
}

/** Whether a value is a `todo` or an error a `NotAttempted`, of whichever copy of the library. Never throws. */
export function isNotAttempted(value: unknown): boolean {
  try {
    return typeof value === "object" && value !== null && NOT_ATTEMPTED in value;
  } catch {
    return false; // a proxy of the learner's
  }
}
