/** What a late submission loses. */
export interface LatePolicy {
  /** Percent of the points earned, for each day begun after the due time. */
  readonly percentPerDay: number;
  /** Milliseconds after the due time that cost nothing. */
  readonly graceMs: number;
  /** Percent of the points earned that are lost at most. */
  readonly capPercent: number;
}

const DAY_MS = 86_400_000;
const UNIT_MS: Readonly<Record<string, number>> = {min: 60_000, h: 3_600_000, d: DAY_MS};

/**
 * A policy in words: `10%/day`, then, as wanted, `grace=2h` (or `min`, `d`) and `cap=50%`, with commas between them.
 *
 * @throws {SyntaxError} When it is in other words, or a percentage is above 100.
 *
 * @example
 * parseLatePolicy("10%/day,grace=2h,cap=50%") // => {percentPerDay: 10, graceMs: 7200000, capPercent: 50}
 */
export function parseLatePolicy(text: string): LatePolicy {
  const [first = "", ...rest] = text.split(",").map(part => part.trim());
  const policy = {
    percentPerDay: Number(/^(\d+(?:\.\d+)?)%\/day$/.exec(first)?.[1]),
    graceMs: 0,
    capPercent: 100,
  };
  let isClear = policy.percentPerDay <= 100;
  for (const part of rest) {
    const grace = /^grace=(\d+(?:\.\d+)?)(min|h|d)$/.exec(part);
    const cap = /^cap=(\d+(?:\.\d+)?)%$/.exec(part);
    if (grace) policy.graceMs = Number(grace[1]) * UNIT_MS[grace[2]];
    else if (cap) policy.capPercent = Number(cap[1]);
    else isClear = false;
  }
  if (!isClear || policy.capPercent > 100) {
    throw new SyntaxError(
      `parseLatePolicy: a policy must be like 10%/day or 10%/day,grace=2h,cap=50%, got ${JSON.stringify(text)}`,
    );
  }
  return policy;
}

/**
 * Points that a submission loses: days begun after the due time, times the percentage, of what it has earned. Days count
 * from the due time also where a grace is over.
 *
 * @param timestamp  When it was handed in, milliseconds since 1970; a submission without one is not late.
 * @returns Points, rounded to hundredths, 0 to `earned`.
 *
 * @example
 * latePenalty({percentPerDay: 10, graceMs: 0, capPercent: 50}, {due: 0, timestamp: 90_000_000, earned: 12}) // => 2.4
 */
export function latePenalty(
  {percentPerDay, graceMs, capPercent}: LatePolicy,
  {
    due,
    timestamp,
    earned,
  }: {readonly due: number; readonly timestamp: number | undefined; readonly earned: number},
): number {
  const late = (timestamp ?? due) - due;
  if (late <= graceMs || late <= 0) return 0;
  const percent = Math.min(capPercent, percentPerDay * Math.ceil(late / DAY_MS));
  return Math.round(earned * percent) / 100;
}
