/** How often something is called. */
export interface Repeats {
  /** Calls before the clock starts. */
  readonly warm: number;
  /** Calls that count. */
  readonly steps: number;
  /** Ends early after so many seconds, warming included, but not before one call counts. */
  readonly mostSeconds: number;
}

export interface Timed {
  /** Milliseconds of each call that counts. */
  readonly samples: readonly number[];
}

/** Calls one after the other, each timed to the end of its promise. */
export async function timeCalls(call: () => unknown, repeats: Repeats): Promise<Timed> {
  const {warm, steps, mostSeconds} = repeats;
  const begun = performance.now();
  const late = () => performance.now() - begun > mostSeconds * 1000;
  const samples: number[] = [];
  for (let i = 0; samples.length < steps; i++) {
    const start = performance.now();
    await call();
    const ms = performance.now() - start;
    if (i >= warm || late()) samples.push(ms);
    if (late()) break;
  }
  return {samples};
}
