import type {Random} from "../core/random.js";

/** Rows of random integers, low <= n < high: small ones keep a counter-example readable. */
export function integerGrid(random: Random, height: number, width: number, low = -9, high = 10): number[][] {
  return Array.from({length: height}, () => integers(random, width, low, high));
}

/** Random integers, low <= n < high. */
export function integers(random: Random, length: number, low = -9, high = 10): number[] {
  return Array.from({length}, () => random.integer(low, high));
}
