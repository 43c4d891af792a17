import {brief} from "../core/check.js";
import type {ChartSpec} from "./chartSpec.js";
import {shortCount} from "./shortCount.js";
import {composedChart, PALETTE, WIDTH} from "./theme.js";

export interface CountOptions {
  readonly title?: string;
  /** Name of the axis; "weights" unless given. */
  readonly x?: string;
  /** Whether the axis is logarithmic; where the largest count is over a hundred times the least, unless given. */
  readonly log?: boolean;
  /** What is seen and what follows from it; the counts unless given. */
  readonly description?: string;
}

/**
 * Counts side by side, each written out and shortened, such as the weights of a fully connected, a locally connected and a
 * convolution layer. On a logarithmic axis a bar has no honest length, so there the ends of lines carry the counts.
 *
 * @param counts  Integers >= 1 by name: `{"fully connected": 16e9, local: 40e6}`.
 * @param options  Axis, titles.
 * @returns A Vega-Lite chart; `show` draws it.
 * @throws {RangeError} When a count is not an integer >= 1.
 *
 * @example
 * countBars({dense: 3072, shared: 76}).description // => "Chart of weights. dense: 3,072. shared: 76."
 */
export function countBars(counts: Readonly<Record<string, number>>, options: CountOptions = {}): ChartSpec {
  const {title, x = "weights"} = options;
  const names = Object.keys(counts ?? {});
  if (names.length === 0)
    throw new RangeError(`countBars: counts must have at least one name, got ${brief(counts)}`);
  for (const name of names)
    if (!Number.isInteger(counts[name]) || counts[name] < 1)
      throw new RangeError(`countBars: "${name}" must be an integer >= 1, got ${brief(counts[name])}`);
  const amounts = names.map(name => counts[name]);
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)];
  const log = options.log ?? most > 100 * least;
  const rows = names.map(name => {
    const exact = counts[name].toLocaleString("en-US");
    const short = shortCount(counts[name]);
    return {name, count: counts[name], label: exact === short ? exact : `${short}  (${exact})`};
  });
  const start = log ? 10 ** Math.floor(Math.log10(least) - 0.5) : 0;
  const y = {field: "name", type: "nominal", sort: null, title: null, axis: {labelLimit: 200, ticks: false}};
  const place = {
    field: "count",
    type: "quantitative",
    title: log ? `${x} (logarithmic)` : x,
    scale: log ? {type: "log", domain: [Math.max(start, 0.1), most * 1.5]} : {zero: true},
    axis: {format: ".0s", tickCount: 5, labelOverlap: true},
  };
  const mark = log
    ? [
        {
          mark: {type: "rule", strokeWidth: 2, color: PALETTE[5]},
          encoding: {y, x: place, x2: {datum: Math.max(start, 0.1)}},
        },
        {
          mark: {type: "point", filled: true, size: 130, color: PALETTE[0], opacity: 1, tooltip: true},
          encoding: {y, x: place},
        },
      ]
    : [{mark: {type: "bar", color: PALETTE[5], height: 22, tooltip: true}, encoding: {y, x: place}}];
  const body = {
    ...(title ? {title} : {}),
    width: WIDTH,
    height: {step: 38},
    data: {values: rows},
    layer: [
      ...mark,
      {
        mark: {type: "text", style: "ink", align: "left", dx: 12, fontSize: 12},
        encoding: {y, x: place, text: {field: "label", type: "nominal"}},
      },
    ],
  };
  const each = names.map(name => `${name}: ${counts[name].toLocaleString("en-US")}.`);
  return composedChart(options.description ?? `Chart of ${x}. ${each.join(" ")}`, body);
}
