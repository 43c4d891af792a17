import {brief} from "../core/check.js";
import {formatNumber} from "../core/formatNumber.js";
import type {ChartSpec} from "./chartSpec.js";
import {type LinePoint, lineChart, MAX_LINES} from "./lineChart.js";
import {type Runs, spreadOf} from "./spread.js";

export interface DepthOptions {
  readonly title?: string;
  /** Name of the horizontal axis; "layer, counted from the input" unless given. */
  readonly x?: string;
  /** Name of the vertical axis; "norm of the gradient" unless given. */
  readonly y?: string;
  /** What is seen and what follows from it; first and last norms unless given. */
  readonly description?: string;
}

/**
 * How large the gradient is in each layer, on a logarithmic axis: a line that falls towards the input is a gradient that
 * vanishes, one that climbs a gradient that explodes. A norm of exactly 0 has no place on such an axis; it is left out and
 * the description says so.
 *
 * @param norms  A norm for each layer, first layer first, or such a list for each seed, by name: `{sigmoid: norms}`.
 * @param options  Axes, titles.
 * @returns A Vega-Lite chart; `show` draws it.
 * @throws {RangeError} When a norm is below 0 or not finite, or none is above 0.
 *
 * @example
 * gradientByDepth({sigmoid: [0.001, 0.01, 0.1]}).description
 * // => "Line chart of norm of the gradient against layer, counted from the input. sigmoid: 0.001 in the first layer, 0.1 in the last."
 */
export function gradientByDepth(
  norms: Readonly<Record<string, Runs>>,
  options: DepthOptions = {},
): ChartSpec {
  const {title, x = "layer, counted from the input", y = "norm of the gradient"} = options;
  const names = Object.keys(norms ?? {});
  if (names.length === 0 || names.length > MAX_LINES)
    throw new RangeError(`gradientByDepth: norms must have 1 to ${MAX_LINES} names, got ${brief(names)}`);
  const points: LinePoint[] = [];
  const words = names.map(name => {
    const {runs, at} = spreadOf("gradientByDepth", name, norms[name]);
    const found: LinePoint[] = [];
    for (const [layer, {mean, low, high}] of at.entries()) {
      if (!(low >= 0) || !Number.isFinite(high))
        throw new RangeError(`gradientByDepth: "${name}" must be finite and >= 0, got ${low} to ${high}`);
      // The band of several runs needs a lower end above 0 as well.
      const band = runs > 1 ? {low: low > 0 ? low : mean, high} : {};
      if (mean > 0) found.push({line: name, at: layer + 1, value: mean, ...band});
    }
    if (found.length === 0)
      throw new RangeError(`gradientByDepth: "${name}" must have a norm above 0, got zeros only`);
    points.push(...found);
    const missing = at.length - found.length;
    const left = missing > 0 ? ` ${missing} of its norms are 0.` : "";
    const [first, last] = [at[0].mean, at[at.length - 1].mean].map(norm => formatNumber(norm, 2));
    return `${name}: ${first} in the first layer, ${last} in the last.${left}`;
  });
  const description = options.description ?? `Line chart of ${y} against ${x}. ${words.join(" ")}`;
  return lineChart(description, names, points, {title, x, y, logY: true});
}
