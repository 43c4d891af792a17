import {brief, requireInteger} from "../core/check.js";
import {formatNumber} from "../core/formatNumber.js";
import type {ChartSpec} from "./chartSpec.js";
import {type LinePoint, lineChart, MAX_LINES} from "./lineChart.js";

export interface ScheduleOptions {
  readonly title?: string;
  /** Name of the horizontal axis; "step" unless given. */
  readonly x?: string;
  /** Name of the vertical axis; "learning rate" unless given. */
  readonly y?: string;
  /** What is seen and what follows from it; first, highest and last rates unless given. */
  readonly description?: string;
}

/** A line of more points looks the same and makes the notebook longer. */
const MAX_POINTS = 200;

/**
 * Learning rates over the course of a training, a line for each schedule.
 *
 * @param schedules  From the step, counted from 0, to the rate, by name: `{cosine: step => ...}`.
 * @param steps  How many steps the training has.
 * @param options  Axes, titles.
 * @returns A Vega-Lite chart; `show` draws it.
 * @throws {RangeError} When a rate is not a finite number.
 *
 * @example
 * scheduleCurve({halved: step => 0.8 / 2 ** step}, 4).description
 * // => "Line chart of learning rate against step, 0 to 3. halved: 0.8 at first, highest 0.8 at step 0, 0.1 at the end."
 */
export function scheduleCurve(
  schedules: Readonly<Record<string, (step: number) => number>>,
  steps: number,
  options: ScheduleOptions = {},
): ChartSpec {
  const {title, x = "step", y = "learning rate"} = options;
  requireInteger("scheduleCurve", "steps", steps, 2);
  const names = Object.keys(schedules ?? {});
  if (names.length === 0 || names.length > MAX_LINES)
    throw new RangeError(`scheduleCurve: schedules must have 1 to ${MAX_LINES} names, got ${brief(names)}`);
  const count = Math.min(steps, MAX_POINTS);
  const places = Array.from({length: count}, (_, n) => Math.round((n * (steps - 1)) / (count - 1)));
  const lines = names.map(name => places.map(at => pointAt(name, at, schedules[name])));
  const words = lines.map((line, n) => {
    const highest = line.reduce((most, point) => (point.value > most.value ? point : most));
    const [first, high, last] = [line[0], highest, line[count - 1]].map(({value}) => formatNumber(value, 3));
    return `${names[n]}: ${first} at first, highest ${high} at step ${highest.at}, ${last} at the end.`;
  });
  const description =
    options.description ?? `Line chart of ${y} against ${x}, 0 to ${steps - 1}. ${words.join(" ")}`;
  return lineChart(description, names, lines.flat(), {title, x, y});
}

function pointAt(name: string, at: number, schedule: (step: number) => number): LinePoint {
  const value = schedule(at);
  if (typeof value !== "number" || !Number.isFinite(value))
    throw new RangeError(
      `scheduleCurve: "${name}" must give a finite rate, got ${brief(value)} at step ${at}`,
    );
  return {line: name, at, value};
}
