const SUFFIXES: readonly (readonly [number, string])[] = [
  [1e12, " T"],
  [1e9, " G"],
  [1e6, " M"],
  [1e3, " k"],
];

/**
 * A large count in three digits: `16 G`, `61.7 k`.
 *
 * @example
 * shortCount(61706) // => "61.7 k"
 * shortCount(16e9) // => "16 G"
 * shortCount(999) // => "999"
 */
export function shortCount(count: number): string {
  const [size, suffix] = SUFFIXES.find(([least]) => count >= least) ?? [1, ""];
  return `${Number((count / size).toPrecision(3))}${suffix}`;
}
