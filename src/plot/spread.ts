import {brief} from "../core/check.js";

/** One run, a value for each place; or several runs of the same experiment, as with different seeds. */
export type Runs = ArrayLike<number> | readonly ArrayLike<number>[];

/** Mean over the runs at one place, and the least and the largest of them. */
interface Spread {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface Spreads {
  /** How many runs there are. */
  readonly runs: number;
  readonly at: readonly Spread[];
}

/**
 * Mean, least and largest value over runs, place by place. Runs that stopped early count as far as they go.
 *
 * @param where  The calling function, for the message.
 * @param name  What the runs are to the caller.
 * @throws {RangeError} When there is no value.
 */
export function spreadOf(where: string, name: string, runs: Runs): Spreads {
  const list = isNested(runs) ? runs : [runs];
  const length = Math.max(0, ...list.map(run => run?.length ?? 0));
  if (length === 0 || list.some(run => !isNumbers(run)))
    throw new RangeError(
      `${where}: "${name}" must be numbers, or a list of numbers for each run, got ${brief(runs)}`,
    );
  const at = Array.from({length}, (_, n): Spread => {
    const values = list.filter(run => n < run.length).map(run => run[n]);
    return {
      mean: values.reduce((sum, value) => sum + value, 0) / values.length,
      low: Math.min(...values),
      high: Math.max(...values),
    };
  });
  return {runs: list.length, at};
}

function isNested(runs: Runs): runs is readonly ArrayLike<number>[] {
  return Array.isArray(runs) && typeof runs[0] === "object";
}

function isNumbers(run: unknown): boolean {
  return typeof (run as ArrayLike<number>)?.length === "number" && typeof run !== "string"
    ? Array.from(run as ArrayLike<unknown>).every(value => typeof value === "number")
    : false;
}
