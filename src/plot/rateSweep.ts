import {brief} from "../core/check.js";
import {formatNumber} from "../core/formatNumber.js";
import type {ChartSpec} from "./chartSpec.js";
import {type LinePoint, lineChart} from "./lineChart.js";
import {type Runs, spreadOf} from "./spread.js";
import {PALETTE} from "./theme.js";

export interface SweepOptions {
  readonly title?: string;
  /** Name of the horizontal axis; "learning rate" unless given. */
  readonly x?: string;
  /** Name of the vertical axis; "loss at the end" unless given. */
  readonly y?: string;
  /** What is seen and what follows from it; the best rate unless given. */
  readonly description?: string;
}

/**
 * The loss that a short training reaches at each learning rate, rates on a logarithmic axis. A dashed line marks the best;
 * crosses at the top mark rates at which the loss was no finite number any more.
 *
 * @param rates  Learning rates, above 0.
 * @param losses  A loss for each rate, or such a list for each seed; NaN and infinities are trainings that diverged.
 * @param options  Axes, titles.
 * @returns A Vega-Lite chart; `show` draws it.
 * @throws {RangeError} When there are not as many losses as rates, or none is finite.
 *
 * @example
 * rateSweep([0.01, 0.1, 1, 10], [2, 0.5, 0.9, Number.NaN]).description
 * // => "Line chart of loss at the end against learning rate, 0.01 to 10. Lowest, 0.5, at 0.1. No finite loss at 10."
 */
export function rateSweep(rates: ArrayLike<number>, losses: Runs, options: SweepOptions = {}): ChartSpec {
  const {title, x = "learning rate", y = "loss at the end"} = options;
  const places = Array.from(rates ?? []);
  if (places.length === 0 || !places.every(rate => rate > 0 && Number.isFinite(rate)))
    throw new RangeError(`rateSweep: rates must be finite and above 0, got ${brief(places)}`);
  const {runs, at} = spreadOf("rateSweep", "losses", losses);
  if (at.length !== places.length)
    throw new RangeError(
      `rateSweep: losses must be one for each rate, got ${at.length} for ${places.length} rates`,
    );
  const points: LinePoint[] = [];
  const diverged: number[] = [];
  for (const [n, {mean, low, high}] of at.entries()) {
    if (!Number.isFinite(mean)) diverged.push(places[n]);
    else points.push({line: "loss", at: places[n], value: mean, ...(runs > 1 ? {low, high} : {})});
  }
  if (points.length === 0) throw new RangeError(`rateSweep: losses must hold a finite one, got none`);
  const best = points.reduce((least, point) => (point.value < least.value ? point : least));
  const top = Math.max(...points.map(({value, high}) => high ?? value));
  const horizontal = {field: "at", type: "quantitative"};
  const above = [
    {
      data: {values: [{at: best.at, name: `best: ${formatNumber(best.at, 2)}`, value: top}]},
      layer: [
        {
          mark: {type: "rule", style: "faint", strokeDash: [5, 4], strokeWidth: 1.5},
          encoding: {x: horizontal},
        },
        {
          mark: {type: "text", style: "ink", align: "left", dx: 6, dy: -6, fontSize: 12},
          encoding: {x: horizontal, y: {field: "value", type: "quantitative"}, text: {field: "name"}},
        },
      ],
    },
    ...(diverged.length > 0
      ? [
          {
            data: {values: diverged.map(rate => ({at: rate, value: top, name: "diverged"}))},
            encoding: {x: horizontal, y: {field: "value", type: "quantitative"}},
            layer: [
              {
                mark: {
                  type: "point",
                  shape: "M-1-1L1 1M-1 1L1-1",
                  size: 70,
                  strokeWidth: 2.5,
                  opacity: 1,
                  color: PALETTE[1],
                },
                encoding: {
                  tooltip: [
                    {field: "name", title: "training"},
                    {field: "at", title: x},
                  ],
                },
              },
              {
                transform: [{filter: `datum.at === ${diverged[0]}`}],
                mark: {type: "text", style: "ink", align: "right", dx: -9, fontSize: 12},
                encoding: {text: {field: "name", type: "nominal"}},
              },
            ],
          },
        ]
      : []),
  ];
  const gone =
    diverged.length > 0
      ? ` No finite loss at ${diverged.map(rate => formatNumber(rate, 3)).join(", ")}.`
      : "";
  const span = `${formatNumber(Math.min(...places), 3)} to ${formatNumber(Math.max(...places), 3)}`;
  const lowest = `Lowest, ${formatNumber(best.value, 3)}, at ${formatNumber(best.at, 3)}.`;
  const description = options.description ?? `Line chart of ${y} against ${x}, ${span}. ${lowest}${gone}`;
  return lineChart(description, ["loss"], points, {title, x, y, logX: true, above});
}
