import {brief} from "../core/check.js";
import {formatNumber} from "../core/formatNumber.js";
import type {ChartSpec} from "./chartSpec.js";
import {type LineAxes, type LinePoint, lineChart, MAX_LINES} from "./lineChart.js";
import {type Runs, type Spreads, spreadOf} from "./spread.js";

/** How a curve over the course of a training is drawn. */
export interface CurveOptions {
  readonly title?: string;
  /** Name of the horizontal axis; "epoch" unless given. */
  readonly x?: string;
  /** Name of the vertical axis. */
  readonly y?: string;
  /** Place of the first value; 1, the end of the first epoch, unless given. */
  readonly first?: number;
  /** Whether the vertical axis is logarithmic, which shows a loss near zero. */
  readonly log?: boolean;
  /** What is seen and what follows from it; first and last values unless given. */
  readonly description?: string;
}

/**
 * Loss by epoch, a line for each name. Where a name has several runs, the line is their mean and a band reaches from the
 * lowest to the highest of them.
 *
 * @param runs  One list of losses, or one for each seed, by name: `{training: history.loss, validation: history.val_loss}`.
 * @param options  Axes, titles.
 * @returns A Vega-Lite chart; `show` draws it.
 * @throws {RangeError} When a name has no values, or there are more than six names.
 *
 * @example
 * lossCurve({training: [2, 1, 0.5]}).description // => "Line chart of loss against epoch. training: 2 at first, 0.5 at the end."
 */
export function lossCurve(runs: Readonly<Record<string, Runs>>, options: CurveOptions = {}): ChartSpec {
  return learningCurve("lossCurve", runs, {y: options.y ?? "loss", logY: options.log}, options);
}

/**
 * Accuracy by epoch, a line for each name; several runs as in `lossCurve`.
 *
 * @param runs  Shares in 0..1 by name: `{training: history.acc, validation: history.val_acc}`.
 * @param options  Axes, titles.
 * @returns A Vega-Lite chart; `show` draws it.
 * @throws {RangeError} When a share is not in 0..1, as when it is given in per cent.
 *
 * @example
 * accuracyCurve({test: [[0.5, 0.8], [0.7, 0.9]]}).description
 * // => "Line chart of accuracy against epoch. test: 60.0% at first, 85.0% at the end, mean of 2 runs, which end between 80.0% and 90.0%."
 */
export function accuracyCurve(runs: Readonly<Record<string, Runs>>, options: CurveOptions = {}): ChartSpec {
  return learningCurve("accuracyCurve", runs, {y: options.y ?? "accuracy", percent: true}, options);
}

function learningCurve(
  where: string,
  runs: Readonly<Record<string, Runs>>,
  vertical: Pick<LineAxes, "y" | "logY" | "percent">,
  options: CurveOptions,
): ChartSpec {
  const {title, x = "epoch", first = 1} = options;
  const names = Object.keys(runs ?? {});
  if (names.length === 0 || names.length > MAX_LINES)
    throw new RangeError(`${where}: runs must have 1 to ${MAX_LINES} names, got ${brief(names)}`);
  const spreads = names.map(name => spreadOf(where, name, runs[name]));
  const points = spreads.flatMap(({runs: count, at}, n) =>
    at.map(({mean, low, high}, place): LinePoint => {
      requireValue(where, names[n], low, vertical);
      requireValue(where, names[n], high, vertical);
      const band = count > 1 ? {low, high} : {};
      return {line: names[n], at: place + first, value: mean, ...band};
    }),
  );
  const words = options.description ?? describe(names, spreads, x, vertical);
  return lineChart(words, names, points, {title, x, ...vertical});
}

function requireValue(
  where: string,
  name: string,
  value: number,
  {percent, logY}: Pick<LineAxes, "percent" | "logY">,
): void {
  if (percent && !(value >= 0 && value <= 1))
    throw new RangeError(`${where}: "${name}" must be shares in 0..1, got ${value}`);
  if (logY && !(value > 0))
    throw new RangeError(`${where}: "${name}" must be above 0 on a logarithmic axis, got ${value}`);
}

function describe(
  names: readonly string[],
  spreads: readonly Spreads[],
  x: string,
  {y, percent}: Pick<LineAxes, "y" | "percent">,
): string {
  const say = (value: number) => (percent ? `${(100 * value).toFixed(1)}%` : formatNumber(value, 3));
  const each = spreads.map(({runs, at}, n) => {
    const last = at[at.length - 1];
    const several =
      runs > 1 ? `, mean of ${runs} runs, which end between ${say(last.low)} and ${say(last.high)}` : "";
    return `${names[n]}: ${say(at[0].mean)} at first, ${say(last.mean)} at the end${several}.`;
  });
  return `Line chart of ${y} against ${x}. ${each.join(" ")}`;
}
