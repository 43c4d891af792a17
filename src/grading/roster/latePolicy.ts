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

/** What a submission loses for its lateness. */
export interface Lateness {
  /** Part of the points earned, 0 to 1. */
  readonly share: number;
  /** For the student: `1 day and 3 hours late: 20 % off`. */
  readonly why: string;
}

/**
 * What a submission loses: the percentage for every day begun after the due time. Days count from the due time also where a
 * grace is over.
 *
 * @param times  Milliseconds since 1970; a submission without a timestamp is not late.
 * @returns Undefined in time and within the grace.
 *
 * @example
 * lateness({percentPerDay: 10, graceMs: 0, capPercent: 50}, {due: 0, timestamp: 97200000}) // => {share: 0.2, why: "1 day and 3 hours late: 20 % off"}
 */
export function lateness(
  {percentPerDay, graceMs, capPercent}: LatePolicy,
  {due, timestamp = due}: {readonly due: number; readonly timestamp: number | undefined},
): Lateness | undefined {
  const late = timestamp - due;
  if (late <= graceMs || late <= 0) return undefined;
  const percent = Math.min(capPercent, percentPerDay * Math.ceil(late / DAY_MS));
  return {share: percent / 100, why: `${spanText(late)} late: ${percent} % off`};
}

/** The two largest units of a span, minutes at least: `2 days and 1 hour`. */
function spanText(ms: number): string {
  const minutes = Math.max(1, Math.floor(ms / UNIT_MS.min));
  const units = [
    ["day", Math.floor(minutes / 1440)],
    ["hour", Math.floor(minutes / 60) % 24],
    ["minute", minutes % 60],
  ] as const;
  const first = units.findIndex(([, count]) => count > 0);
  return units
    .slice(first, first + 2)
    .filter(([, count]) => count > 0)
    .map(([unit, count]) => `${count} ${unit}${count === 1 ? "" : "s"}`)
    .join(" and ");
}
