import {brief} from "../core/check.js";
import {formatNumber} from "../core/formatNumber.js";
import type {ChartSpec} from "./chartSpec.js";
import {composedChart, PALETTE} from "./theme.js";

export interface KernelBarOptions {
  readonly title?: string;
  /** What is seen and what follows from it; the weights unless given. */
  readonly description?: string;
}

const PANEL_WIDTH = 150;
const PANEL_HEIGHT = 130;
/** Above this many taps, numbers over the bars would run into each other. */
const NUMBERED_TAPS = 7;

/**
 * The weights of one-dimensional kernels, a bar for each tap, upwards above zero and downwards below it; one scale for all.
 *
 * @param kernels  Weights by name: `{difference: [-1, 0, 1]}`.
 * @param options  Titles.
 * @returns A Vega-Lite chart; `show` draws it.
 * @throws {RangeError} When there is no kernel, or one without taps.
 *
 * @example
 * kernelBars({mean: [0.5, 0.5]}).description // => "Bar chart of the weights of 1 kernel. mean: 0.5, 0.5."
 */
export function kernelBars(
  kernels: Readonly<Record<string, ArrayLike<number>>>,
  options: KernelBarOptions = {},
): ChartSpec {
  const names = Object.keys(kernels ?? {});
  if (names.length === 0)
    throw new RangeError(`kernelBars: kernels must have at least one name, got ${brief(kernels)}`);
  const rows = names.flatMap(name => {
    const weights = Array.from(kernels[name] ?? []);
    if (weights.length === 0 || !weights.every(weight => Number.isFinite(weight)))
      throw new RangeError(`kernelBars: "${name}" must be finite numbers, got ${brief(kernels[name])}`);
    return weights.map((weight, tap) => ({
      kernel: name,
      tap,
      weight,
      sign: weight < 0 ? "below 0" : "above 0",
      label: formatNumber(weight, 2).replace("-", "\u2212"),
    }));
  });
  const x = {field: "tap", type: "ordinal", title: "tap", axis: {labelAngle: 0}};
  const y = {field: "weight", type: "quantitative", title: "weight", scale: {padding: 14}};
  const numbered = names.every(name => kernels[name].length <= NUMBERED_TAPS);
  const above = {type: "text", style: "ink", fontSize: 11, dy: {expr: "datum.weight < 0 ? 9 : -8"}};
  const body = {
    ...(options.title ? {title: options.title} : {}),
    data: {values: rows},
    facet: {field: "kernel", type: "nominal", sort: names, title: null},
    columns: 3,
    spec: {
      width: PANEL_WIDTH,
      height: PANEL_HEIGHT,
      layer: [
        {
          mark: {type: "bar", tooltip: true, width: {band: 0.7}},
          encoding: {
            x,
            y,
            color: {
              field: "sign",
              type: "nominal",
              legend: null,
              scale: {domain: ["below 0", "above 0"], range: PALETTE.slice(0, 2)},
            },
          },
        },
        {mark: {type: "rule", style: "faint"}, encoding: {y: {datum: 0, type: "quantitative"}}},
        ...(numbered ? [{mark: above, encoding: {x, y, text: {field: "label", type: "nominal"}}}] : []),
      ],
    },
  };
  const weights = names.map(
    name => `${name}: ${Array.from(kernels[name], w => formatNumber(w, 3)).join(", ")}.`,
  );
  const count = `${names.length} kernel${names.length === 1 ? "" : "s"}`;
  const description = `Bar chart of the weights of ${count}. ${weights.join(" ")}`;
  return composedChart(options.description ?? description, body);
}
