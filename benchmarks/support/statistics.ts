/**
 * Middle of the sorted samples; for an even count the mean of the two in the middle.
 *
 * @param samples  At least one number, in any order and unit.
 * @returns The median, in the unit of the samples.
 * @throws {RangeError} When there are no samples.
 *
 * @example
 * median([9, 1, 4]) // => 4
 * median([4, 1, 2, 9]) // => 3
 */
export function median(samples: readonly number[]): number {
  if (samples.length === 0) throw new RangeError("median: samples must hold at least one number, got 0");
  const sorted = [...samples].sort((a, b) => a - b);
  const upper = sorted.length >> 1;
  const high = sorted[upper] ?? Number.NaN;
  if (sorted.length % 2 === 1) return high;
  return ((sorted[upper - 1] ?? Number.NaN) + high) / 2;
}

/**
 * Smallest sample. On a busy machine it is the figure least disturbed by what else runs.
 *
 * @param samples  At least one number, in any order and unit.
 * @throws {RangeError} When there are no samples.
 *
 * @example
 * best([9, 1, 4]) // => 1
 */
export function best(samples: readonly number[]): number {
  if (samples.length === 0) throw new RangeError("best: samples must hold at least one number, got 0");
  return samples.reduce((least, sample) => Math.min(least, sample));
}
