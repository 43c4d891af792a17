import {brief, requireInteger} from "../core/check.js";
import {formatNumber} from "../core/formatNumber.js";
import type {ChartSpec} from "./chartSpec.js";
import {composedChart, PALETTE, WIDTH} from "./theme.js";

export interface RidgeOptions {
  readonly title?: string;
  /** Name of the values' axis; "value" unless given. */
  readonly x?: string;
  /** Name of the axis of time; "epoch" unless given. */
  readonly y?: string;
  /** When each list was taken, as many as there are lists; 0, 1, 2, ... unless given. */
  readonly at?: ArrayLike<number>;
  /** Intervals of equal width; 40 unless given. */
  readonly bins?: number;
  /** First and last edge; the least and the largest value of all unless given. */
  readonly range?: readonly [number, number];
  /** What is seen and what follows from it; mean and spread at first and at the end unless given. */
  readonly description?: string;
}

/** How far the highest ridge reaches over the base lines above it: 1 would just touch the next. */
const OVERLAP = 2.6;
const ROW_HEIGHT = 26;

/**
 * Histograms of one quantity at several times, one behind the other, the first at the back: how activations or weights
 * spread, shrink or pile up in the course of a training. Each ridge shows shares of its own values, on one scale.
 *
 * @param lists  The values at each time; what is not finite is left out.
 * @param options  Times, bins, titles.
 * @returns A Vega-Lite chart; `show` draws it.
 * @throws {RangeError} When a list has no finite value.
 *
 * @example
 * ridgeHistogram([[0, 2], [1, 1.5]]).description
 * // => "Histograms of value at 2 times. At epoch 0: mean 1, standard deviation 1. At epoch 1: mean 1.25, standard deviation 0.25."
 */
export function ridgeHistogram(lists: readonly ArrayLike<number>[], options: RidgeOptions = {}): ChartSpec {
  const {title, x = "value", y = "epoch", bins = 40} = options;
  requireInteger("ridgeHistogram", "bins", bins, 2);
  if (!Array.isArray(lists) || lists.length === 0)
    throw new RangeError(`ridgeHistogram: lists must hold at least one, got ${brief(lists)}`);
  const times = Array.from(options.at ?? lists.keys());
  if (times.length !== lists.length)
    throw new RangeError(
      `ridgeHistogram: at must be one for each list, got ${times.length} for ${lists.length}`,
    );
  const finite = lists.map((list, n) => finiteOf(list, n));
  const all = finite.flat();
  const least = all.reduce((low, value) => Math.min(low, value));
  const largest = all.reduce((high, value) => Math.max(high, value));
  const [low, high] = options.range ?? (least < largest ? [least, largest] : [least - 0.5, least + 0.5]);
  if (!(low < high))
    throw new RangeError(
      `ridgeHistogram: range must be [low, high] with low < high, got ${brief(options.range)}`,
    );
  const width = (high - low) / bins;
  const shares = finite.map(list => sharesOf(list, low, width, bins));
  const tallest = Math.max(...shares.flat(), Number.MIN_VALUE);
  // Later ridges lie lower, in front. Ends at zero make each a closed shape.
  const baseOf = (n: number) => lists.length - 1 - n;
  const rows = shares.flatMap((ridge, n) =>
    [0, ...ridge, 0].map((share, bin) => ({
      time: times[n],
      order: n,
      value: low + Math.min(Math.max(bin - 0.5, 0), bins) * width,
      share,
      base: baseOf(n),
      top: baseOf(n) + (OVERLAP * share) / tallest,
    })),
  );
  const peak = Math.max(...rows.map(({top}) => top));
  const names = times.map((time, n) => ({order: n, time: formatNumber(time, 4), base: baseOf(n)}));
  const horizontal = {
    field: "value",
    type: "quantitative",
    title: x,
    scale: {domain: [low, high], nice: false, zero: false},
    axis: {grid: false},
  };
  const vertical = {type: "quantitative", axis: null, scale: {domain: [0, peak], nice: false}};
  const stroke = {field: "order", type: "ordinal", legend: null, sort: "ascending"};
  const ramp = {...stroke, scale: {range: shades(lists.length)}};
  const body = {
    ...(title ? {title} : {}),
    width: WIDTH,
    height: ROW_HEIGHT * peak,
    data: {values: rows},
    layer: [
      {
        data: {values: names},
        mark: {type: "rule", style: "faint", strokeWidth: 0.5, opacity: 0.5},
        encoding: {y: {...vertical, field: "base"}},
      },
      ...shares.map((_, n) => ({
        transform: [{filter: `datum.order === ${n}`}],
        mark: {type: "area", line: {strokeWidth: 1.2, style: "ink"}, opacity: 0.88, interpolate: "monotone"},
        encoding: {
          x: horizontal,
          y: {...vertical, field: "top"},
          y2: {field: "base"},
          color: {...ramp, scale: {domain: names.map(({order}) => order), range: shades(lists.length)}},
          tooltip: [
            {field: "time", type: "quantitative", title: y},
            {field: "value", type: "quantitative", title: x, format: ".3~g"},
            {field: "share", type: "quantitative", format: ".1%"},
          ],
        },
      })),
      {
        data: {values: names},
        mark: {type: "text", style: "ink", align: "right", dx: -8, dy: -5, fontSize: 11, x: 0},
        encoding: {y: {...vertical, field: "base"}, text: {field: "time", type: "nominal"}},
      },
      {
        data: {values: [{name: y}]},
        mark: {type: "text", style: "ink", align: "right", dx: -8, fontSize: 12, x: 0, y: -12},
        encoding: {text: {field: "name", type: "nominal"}},
      },
    ],
  };
  return composedChart(options.description ?? describe(finite, times, x, y), body);
}

function finiteOf(list: ArrayLike<number>, n: number): number[] {
  const finite = Array.from(list ?? []).filter(value => Number.isFinite(value));
  if (finite.length === 0)
    throw new RangeError(`ridgeHistogram: list ${n} must hold a finite number, got ${brief(list)}`);
  return finite;
}

/** Share of the values in each interval; values outside the range count in no interval. */
function sharesOf(list: readonly number[], low: number, width: number, bins: number): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const value of list) {
    const bin = Math.floor((value - low) / width);
    if (bin >= 0 && value <= low + bins * width) counts[Math.min(bin, bins - 1)]++;
  }
  return counts.map(count => count / list.length);
}

/** From light to strong blue: later is stronger. */
function shades(count: number): string[] {
  const [light, strong] = [PALETTE[5], PALETTE[0]].map(hex => Number.parseInt(hex.slice(1), 16));
  return Array.from({length: count}, (_, n) => {
    const mix = count === 1 ? 1 : n / (count - 1);
    const channel = (shift: number) =>
      Math.round(((light >> shift) & 255) * (1 - mix) + ((strong >> shift) & 255) * mix);
    return `#${[16, 8, 0].map(shift => channel(shift).toString(16).padStart(2, "0")).join("")}`;
  });
}

function describe(lists: readonly number[][], times: readonly number[], x: string, y: string): string {
  const say = (n: number) => {
    const mean = lists[n].reduce((sum, value) => sum + value, 0) / lists[n].length;
    const variance = lists[n].reduce((sum, value) => sum + (value - mean) ** 2, 0) / lists[n].length;
    return `At ${y} ${formatNumber(times[n], 4)}: mean ${formatNumber(mean, 3)}, standard deviation ${formatNumber(Math.sqrt(variance), 3)}.`;
  };
  const last = lists.length - 1;
  return `Histograms of ${x} at ${lists.length} times. ${[...new Set([0, last])].map(say).join(" ")}`;
}
