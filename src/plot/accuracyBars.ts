import {brief} from "../core/check.js";
import type {ChartSpec} from "./chartSpec.js";
import {chart, PALETTE, WIDTH} from "./theme.js";

export interface AccuracyOptions {
  readonly title?: string;
  /** Name of the axis; "accuracy on test images" unless given. */
  readonly x?: string;
  /** The share that guessing gets right, 0..1, drawn as a dashed line; none unless given. */
  readonly chance?: number;
  /** What is seen and what follows from it; the means unless given. */
  readonly description?: string;
}

/**
 * Accuracies side by side: a bar to the mean with its number, and a dot for every run where there is more than one.
 *
 * @param results  Shares in 0..1 by name, one or one for each run: `{pixels: 0.88, histogram: [0.94, 0.95]}`.
 * @param options  Chance level, names, titles.
 * @returns A Vega-Lite chart; `show` draws it.
 * @throws {RangeError} When a share is not in 0..1, as when it is given in per cent.
 *
 * @example
 * accuracyBars({pixels: 0.5, edges: [0.7, 0.8]}).description // => "Bar chart of accuracy on test images. pixels: 50.0%. edges: 75.0%, mean of 2 runs."
 */
export function accuracyBars(
  results: Readonly<Record<string, number | readonly number[]>>,
  options: AccuracyOptions = {},
): ChartSpec {
  const {title, x = "accuracy on test images", chance} = options;
  const bars = barsOf(results);
  if (chance !== undefined) requireShare("chance", chance);
  const y = {field: "name", type: "nominal" as const, sort: null, title: null, axis: {labelLimit: 200}};
  const place = {
    type: "quantitative" as const,
    title: x,
    axis: {format: "%", tickCount: 5},
    scale: {domain: [0, 1]},
  };
  const dots = bars
    .filter(({runs}) => runs.length > 1)
    .flatMap(({name, runs}) => runs.map(run => ({name, run})));
  return chart(options.description ?? describe(bars, x, chance), {
    ...(title ? {title} : {}),
    width: WIDTH,
    height: {step: 40},
    data: {
      values: bars.map(({name, runs, mean}) => ({name, mean, best: Math.max(...runs), label: percent(mean)})),
    },
    layer: [
      {
        mark: {type: "bar", color: PALETTE[5], height: 22, tooltip: true},
        encoding: {y, x: {...place, field: "mean"}},
      },
      {
        data: {values: dots},
        mark: {type: "point", style: "dot", size: 40, strokeWidth: 1.2, opacity: 1, tooltip: true},
        encoding: {y, x: {...place, field: "run"}},
      },
      {
        data: {values: chance === undefined ? [] : [{chance}]},
        mark: {type: "rule", style: "ink", strokeDash: [5, 4], strokeWidth: 1.5, tooltip: true},
        encoding: {x: {...place, field: "chance"}},
      },
      {
        mark: {type: "text", align: "left", dx: 8, fontSize: 12, style: "ink"},
        encoding: {y, x: {...place, field: "best"}, text: {field: "label", type: "nominal"}},
      },
    ],
  });
}

interface Bar {
  readonly name: string;
  readonly runs: readonly number[];
  readonly mean: number;
}

function barsOf(results: Readonly<Record<string, number | readonly number[]>>): Bar[] {
  const names = Object.keys(results ?? {});
  if (names.length === 0)
    throw new RangeError(`accuracyBars: results must have at least one name, got ${brief(results)}`);
  return names.map(name => {
    const runs = [results[name]].flat();
    if (runs.length === 0) throw new RangeError(`accuracyBars: "${name}" must have at least one run, got []`);
    for (const run of runs) requireShare(`"${name}"`, run);
    return {name, runs, mean: runs.reduce((sum, run) => sum + run, 0) / runs.length};
  });
}

function requireShare(name: string, share: unknown): void {
  if (typeof share !== "number" || !(share >= 0 && share <= 1))
    throw new RangeError(`accuracyBars: ${name} must be a share in 0..1, got ${brief(share)}`);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}

function describe(bars: readonly Bar[], x: string, chance: number | undefined): string {
  const each = bars.map(({name, runs, mean}) => {
    const count = runs.length > 1 ? `, mean of ${runs.length} runs` : "";
    return `${name}: ${percent(mean)}${count}.`;
  });
  const line = chance === undefined ? "" : ` A dashed line marks chance, ${percent(chance)}.`;
  return `Bar chart of ${x}. ${each.join(" ")}${line}`;
}
