/** How often something is called. */
export interface Repeats {
  /** Calls before the clock starts. */
  readonly warm: number;
  /** Calls that count. */
  readonly steps: number;
  /** Ends early after so many seconds, warming included, but not before one call counts. */
  readonly mostSeconds: number;
}

export interface Timed<T> {
  /** Milliseconds of each call that counts. */
  readonly samples: readonly number[];
  /** Of the first two calls together, counted or not: what is compiled, laid out and allocated once. */
  readonly firstMs: number;
  /** What the first four calls returned, counted or not. */
  readonly first: readonly T[];
}

/** Calls one after the other, each timed to the end of its promise. */
export async function timeCalls<T>(call: () => T | Promise<T>, repeats: Repeats): Promise<Timed<T>> {
  const {warm, steps, mostSeconds} = repeats;
  const begun = performance.now();
  const late = () => performance.now() - begun > mostSeconds * 1000;
  const samples: number[] = [];
  const first: T[] = [];
  let firstMs = 0;
  for (let i = 0; samples.length < steps; i++) {
    const start = performance.now();
    const value = await call();
    const ms = performance.now() - start;
    if (i < 2) firstMs += ms;
    if (first.length < 4) first.push(value);
    if (i >= warm || late()) samples.push(ms);
    if (late()) break;
  }
  return {samples, firstMs, first};
}
