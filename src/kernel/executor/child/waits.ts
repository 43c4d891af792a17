import type {CellTokens} from "./cellToken.js";

/** Makes what cells await cancellable; the transform puts these calls in. */
export class Waits {
  readonly #tokens: CellTokens;

  constructor(tokens: CellTokens) {
    this.#tokens = tokens;
  }

  /** For `await value`. */
  readonly one = (value: unknown): unknown => {
    const token = this.#tokens.owner;
    if (token.isCancelled) throw token.interrupt;
    if (!isThenable(value)) return value;
    return new Promise((resolve, reject) => {
      value.then(resolve, reject);
      token.addWait(reject);
    });
  };

  /** For `for await (... of iterable)`. */
  readonly each = (iterable: unknown): AsyncIterable<unknown> => {
    const iterator = iteratorOf(iterable);
    const close = iterator.return?.bind(iterator);
    const cancellable: AsyncIterator<unknown> = {
      next: async () => {
        const step = (await this.one(iterator.next())) as IteratorResult<unknown>;
        return step.done ? step : {done: false, value: await this.one(step.value)};
      },
      // only if the source has one: `for await` asks
      ...(close && {return: async (value?: unknown) => close(value)}),
    };
    return {[Symbol.asyncIterator]: () => cancellable};
  };
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    value !== null &&
    (typeof value === "object" || typeof value === "function") &&
    typeof (value as PromiseLike<unknown>).then === "function"
  );
}

type AnyIterator = Iterator<unknown> | AsyncIterator<unknown>;

function iteratorOf(iterable: unknown): AnyIterator {
  const source = iterable as Partial<AsyncIterable<unknown> & Iterable<unknown>>;
  const make: unknown = source?.[Symbol.asyncIterator] ?? source?.[Symbol.iterator];
  if (typeof make !== "function") throw new TypeError("for await: the value must be iterable");
  return Reflect.apply(make, source, []) as AnyIterator;
}
