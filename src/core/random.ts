import {brief, requireFinite, requireInteger} from "./check.js";

/**
 * Seeded random numbers: the same seed gives the same sequence on every machine. It is passed in wherever chance is
 * needed; nothing in the library draws from a global source.
 *
 * The generator is xoshiro128**; its four words of state come from the seed by SplitMix32 (steps of the golden ratio
 * through the finaliser of MurmurHash3). Good for experiments, not for secrets.
 *
 * @source Blackman and Vigna (2021), "Scrambled linear pseudorandom number generators", arXiv:1805.01407.
 *
 * @example
 * new Random(7).integer(0, 10) === new Random(7).integer(0, 10) // => true
 */
export class Random {
  readonly #state: Uint32Array;
  /** The second normal number of a pair, kept for the next call. */
  #spare: number | undefined;

  /** @param seed  An integer >= 0; its low 32 bits count. */
  constructor(seed: number) {
    let word = requireInteger("Random", "seed", seed, 0) >>> 0;
    this.#state = Uint32Array.from({length: 4}, () => {
      word = (word + 0x9e3779b9) >>> 0;
      let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
      mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
      return mixed ^ (mixed >>> 16);
    });
  }

  /** The next 32 random bits, an integer in 0 .. 2^32 - 1. */
  bits(): number {
    return xoshiro128(this.#state);
  }

  /** A number in low <= x < high, from 53 random bits. */
  uniform(low = 0, high = 1): number {
    requireFinite("Random.uniform", "low", low);
    requireFinite("Random.uniform", "high", high);
    const unit = ((this.bits() >>> 5) * 2 ** 26 + (this.bits() >>> 6)) / 2 ** 53;
    return low + (high - low) * unit;
  }

  /**
   * An integer in low <= n < high, each equally likely.
   *
   * @throws {RangeError} When no integer lies between, or the span is beyond 2^32.
   */
  integer(low: number, high: number): number {
    requireInteger("Random.integer", "low", low, Number.MIN_SAFE_INTEGER);
    requireInteger("Random.integer", "high", high, Number.MIN_SAFE_INTEGER);
    const span = high - low;
    if (span < 1 || span > 2 ** 32)
      throw new RangeError(`Random.integer: low must be below high by at most 2^32, got ${low} and ${high}`);
    // Draws past the last whole multiple of the span are thrown away: keeping them would favour small results.
    const limit = 2 ** 32 - (2 ** 32 % span);
    let draw = this.bits();
    while (draw >= limit) draw = this.bits();
    return low + (draw % span);
  }

  /** A normally distributed number, by the method of Box and Muller (1958). */
  normal(mean = 0, deviation = 1): number {
    requireFinite("Random.normal", "mean", mean);
    requireFinite("Random.normal", "deviation", deviation);
    let unit = this.#spare;
    this.#spare = undefined;
    if (unit === undefined) {
      const radius = Math.sqrt(-2 * Math.log(1 - this.uniform())); // 1 - u is never 0
      const angle = 2 * Math.PI * this.uniform();
      unit = radius * Math.cos(angle);
      this.#spare = radius * Math.sin(angle);
    }
    return mean + deviation * unit;
  }

  /**
   * One of the items, each equally likely.
   *
   * @throws {RangeError} When there is none.
   */
  pick<T>(items: ArrayLike<T>): T {
    if (!(items?.length > 0))
      throw new RangeError(`Random.pick: items must hold at least one, got ${brief(items)}`);
    return items[this.integer(0, items.length)];
  }

  /** A shuffled copy, every order equally likely (Fisher and Yates, from the end). */
  shuffle<T>(items: ArrayLike<T>): T[] {
    const shuffled = Array.from(items);
    for (let last = shuffled.length - 1; last > 0; last--) {
      const chosen = this.integer(0, last + 1);
      [shuffled[last], shuffled[chosen]] = [shuffled[chosen], shuffled[last]];
    }
    return shuffled;
  }
}

/** One step of xoshiro128**: changes the four words and gives 32 bits. */
export function xoshiro128(s: Uint32Array): number {
  const result = Math.imul(rotateLeft(Math.imul(s[1], 5), 7), 9) >>> 0;
  const shifted = s[1] << 9;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= shifted;
  s[3] = rotateLeft(s[3], 11);
  return result;
}

function rotateLeft(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}
