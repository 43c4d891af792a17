import type {Random} from "../core/random.js";

/** Rows of random integers, low <= n < high: small ones keep a counter-example readable. */
export function integerGrid(random: Random, height: number, width: number, low = -9, high = 10): number[][] {
  return Array.from({length: height}, () => integers(random, width, low, high));
}

/** Random integers, low <= n < high. */
export function integers(random: Random, length: number, low = -9, high = 10): number[] {
  return Array.from({length}, () => random.integer(low, high));
}

/** A signal and a kernel that fits on it. Short ones first: the first counter-example is the one shown. */
export function signalAndKernel(random: Random, trial: number): {signal: number[]; kernel: number[]} {
  const taps = random.integer(1, 5);
  return {signal: integers(random, taps + (trial % 6)), kernel: integers(random, taps, -4, 5)};
}
