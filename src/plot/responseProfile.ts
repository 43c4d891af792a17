import {brief} from "../core/check.js";
import {formatNumber} from "../core/formatNumber.js";
import type {ChartSpec} from "./chartSpec.js";
import {lineChart, MAX_LINES} from "./lineChart.js";

export interface ProfileOptions {
  readonly title?: string;
  /** Where the values were taken, as many as each line has; 0, 1, 2, ... unless given. */
  readonly at?: ArrayLike<number>;
  /** Names of the axes, with units: `"orientation (degrees)"`. */
  readonly x?: string;
  readonly y?: string;
  /** What is seen and what follows from it; the peaks unless given. */
  readonly description?: string;
}

/**
 * Responses along one axis, a line for each name: along a row of an image, or over the orientation of a kernel. Lines
 * differ in colour, shape and dash.
 *
 * @param profiles  Numbers by name: `{"sobel x": row}`; all lines equally long.
 * @param options  Where the values were taken, names of the axes, titles.
 * @returns A Vega-Lite chart; `show` draws it.
 * @throws {RangeError} When lines differ in length, or there are none or too many.
 *
 * @example
 * responseProfile({edge: [0, 4, 1]}).description // => "Line chart of response against place. edge: from 0 to 4, highest at 1."
 */
export function responseProfile(
  profiles: Readonly<Record<string, ArrayLike<number>>>,
  options: ProfileOptions = {},
): ChartSpec {
  const {title, x = "place", y = "response"} = options;
  const names = Object.keys(profiles ?? {});
  if (names.length === 0 || names.length > MAX_LINES)
    throw new RangeError(`responseProfile: profiles must have 1 to ${MAX_LINES} lines, got ${names.length}`);
  const at = options.at ?? Array.from({length: profiles[names[0]].length}, (_, n) => n);
  for (const name of names)
    if (profiles[name]?.length !== at.length || at.length === 0)
      throw new RangeError(
        `responseProfile: "${name}" must have as many values as there are places, at least one, got ${profiles[name]?.length ?? brief(profiles[name])} for ${at.length}`,
      );
  const points = names.flatMap(line =>
    Array.from(at, (place, n) => ({line, at: place, value: profiles[line][n]})),
  );
  return lineChart(options.description ?? describe(profiles, at, x, y), names, points, {title, x, y});
}

function describe(
  profiles: Readonly<Record<string, ArrayLike<number>>>,
  at: ArrayLike<number>,
  x: string,
  y: string,
): string {
  const lines = Object.entries(profiles).map(([name, line]) => {
    const values = Array.from(line);
    const high = values.reduce((most, value) => Math.max(most, value));
    const low = values.reduce((least, value) => Math.min(least, value));
    const place = at[values.indexOf(high)];
    return `${name}: from ${formatNumber(low, 3)} to ${formatNumber(high, 3)}, highest at ${formatNumber(place, 4)}.`;
  });
  return `Line chart of ${y} against ${x}. ${lines.join(" ")}`;
}
