import {isNotAttempted, NotAttempted} from "./notAttempted.js";
import {toValue, type Value} from "./value.js";
import {kindText} from "./valueText.js";
import {WrongAnswer} from "./wrongAnswer.js";

/** What a check may pass to a learner's function: plain data and typed arrays, copied for every call. */
export type Argument = Value | Uint8Array | Uint8ClampedArray | Float64Array | readonly Argument[];

/**
 * An answer as a check sees it. Values come in and go out; the learner's objects stay behind this line, in this process or
 * in another.
 */
export interface Answer {
  /** Calls the learner's function with fresh copies of the arguments and waits for its result. */
  call(...args: readonly Argument[]): Promise<Value>;
  /** The learner's value, where the answer is no function. */
  value(): Promise<Value>;
}

/** The learner's code threw, ran out of stack or left a promise open. */
export class AnswerThrew extends Error {
  override readonly name = "AnswerThrew";
  /** What the learner's function was called with; undefined where the answer is no function. */
  readonly args: readonly Value[] | undefined;

  constructor(message: string, args?: readonly Value[]) {
    super(message);
    this.args = args;
  }
}

/** The answer was ended from outside: nothing else can be asked of it. */
export class AnswerStopped extends Error {
  override readonly name = "AnswerStopped";
  readonly kind: "timeout" | "memory" | "tampered" | "threw" | "grader-fault";

  constructor(kind: AnswerStopped["kind"], message: string) {
    super(message);
    this.kind = kind;
  }
}

/** An answer that lives in this process, as in a notebook. */
export function localAnswer(answer: unknown, timeoutMs: number): Answer {
  return {
    async call(...args) {
      if (answer === undefined || isNotAttempted(answer)) throw new NotAttempted();
      if (typeof answer !== "function") {
        throw new WrongAnswer(`The answer must be a function, but it is ${kindText(toValue(answer))}.`);
      }
      return settle(() => Reflect.apply(answer, undefined, args.map(copy)) as unknown, timeoutMs, args);
    },
    async value() {
      if (answer === undefined) throw new NotAttempted();
      return settle(() => answer, timeoutMs);
    },
  };
}

/** Runs the learner's code and reads its result; every way in which it can go wrong becomes one of three errors. */
async function settle(run: () => unknown, timeoutMs: number, args?: readonly Argument[]): Promise<Value> {
  let result: unknown;
  try {
    result = run();
    if (isThenable(result)) result = await withDeadline(result, timeoutMs);
  } catch (error) {
    if (isNotAttempted(error)) throw new NotAttempted();
    const text = error instanceof StillOpen ? error.message : thrownText(error);
    throw new AnswerThrew(text, args?.map(toValue));
  }
  if (isNotAttempted(result)) throw new NotAttempted();
  return toValue(result);
}

/** The promise of an answer was still open when its time was up. */
class StillOpen extends Error {}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}

function withDeadline(result: PromiseLike<unknown>, timeoutMs: number): Promise<unknown> {
  const {promise, resolve, reject} = withResolvers<unknown>();
  const timer = setTimeout(() => {
    reject(new StillOpen(`It returned a promise that was still open after ${timeoutMs / 1000} s.`));
  }, timeoutMs);
  Promise.resolve(result)
    .then(resolve, reject)
    .finally(() => clearTimeout(timer));
  return promise;
}

/** `Promise.withResolvers` is not in Node 20. */
function withResolvers<T>(): {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (error: unknown) => void;
} {
  let resolve: (value: T) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<T>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return {promise, resolve, reject};
}

/** What the learner's code threw, in a sentence: their line where the stack names it. Never throws. */
function thrownText(error: unknown): string {
  try {
    if (error instanceof RangeError && /call stack/i.test(error.message)) {
      return "It calls itself without end: no call reaches the case that returns a result.";
    }
    if (error instanceof Error) {
      const place = /\bCell (\d+):(\d+):\d+/.exec(String(error.stack));
      const where = place === null ? "" : ` in cell ${place[1]}, line ${place[2]}`;
      return `It threw ${error.name}${where}: ${error.message}`;
    }
    return `It threw ${kindText(toValue(error))} instead of returning a result.`;
  } catch {
    return "It threw an error that cannot be read.";
  }
}

function copy(argument: Argument): unknown {
  if (ArrayBuffer.isView(argument)) return argument.slice();
  return Array.isArray(argument) ? argument.map(copy) : argument;
}
