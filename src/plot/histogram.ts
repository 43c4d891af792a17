import {brief, requireInteger} from "../core/check.js";
import {formatNumber} from "../core/formatNumber.js";
import type {ChartSpec} from "./chartSpec.js";
import {chart, HEIGHT, PALETTE, WIDTH} from "./theme.js";

export interface HistogramOptions {
  readonly title?: string;
  /** Name of the values' axis, with the unit: `"brightness (0 to 255)"`. */
  readonly x?: string;
  /** Bars of equal width; 20 unless given. */
  readonly bins?: number;
  /** First and last edge; the least and the largest value unless given. Values outside are left out and counted. */
  readonly range?: readonly [number, number];
  /** What is seen and what follows from it; the count and the fullest bar unless given. */
  readonly description?: string;
}

/**
 * How many values fall into each of a row of equal intervals. Each takes its lower edge, the last one both.
 *
 * @param values  Numbers; what is not finite is left out and counted in the description.
 * @param options  Bins, range, titles.
 * @returns A Vega-Lite chart; `show` draws it.
 * @throws {RangeError} When there is no finite value.
 *
 * @example
 * histogram([1, 2, 2, 9], {bins: 2}).description // => "Histogram of 4 values from 1 to 9. Most, 3 of them, lie between 1 and 5."
 */
export function histogram(values: ArrayLike<number>, options: HistogramOptions = {}): ChartSpec {
  const {title, x = "value", bins = 20} = options;
  requireInteger("histogram", "bins", bins, 1);
  if (typeof values?.length !== "number")
    throw new TypeError(`histogram: values must be a list of numbers, got ${brief(values)}`);
  const finite = Array.from(values).filter(value => Number.isFinite(value));
  if (finite.length === 0)
    throw new RangeError(`histogram: values must hold a finite number, got ${brief(values)}`);
  const [low, high] = options.range ?? spanOf(finite);
  if (!(low < high))
    throw new RangeError(`histogram: range must be [low, high] with low < high, got ${brief(options.range)}`);
  const width = (high - low) / bins;
  const counts = new Array<number>(bins).fill(0);
  for (const value of finite)
    if (value >= low && value <= high) counts[Math.min(bins - 1, Math.floor((value - low) / width))]++;
  const rows = counts.map((count, n) => ({from: low + n * width, to: low + (n + 1) * width, count}));
  return chart(options.description ?? describe(values.length, rows), {
    ...(title ? {title} : {}),
    width: WIDTH,
    height: HEIGHT,
    data: {values: rows},
    mark: {type: "bar", color: PALETTE[0], tooltip: true, style: "cell"},
    encoding: {
      x: {
        field: "from",
        type: "quantitative",
        bin: {binned: true},
        title: x,
        scale: {domain: [low, high], nice: false, zero: false},
      },
      x2: {field: "to"},
      y: {field: "count", type: "quantitative", title: "count"},
    },
  });
}

/** Least and largest; a single value gets room around it. */
function spanOf(values: readonly number[]): readonly [number, number] {
  const low = values.reduce((least, value) => Math.min(least, value));
  const high = values.reduce((most, value) => Math.max(most, value));
  return low < high ? [low, high] : [low - 0.5, high + 0.5];
}

function describe(total: number, rows: readonly {from: number; to: number; count: number}[]): string {
  const shown = rows.reduce((sum, {count}) => sum + count, 0);
  const fullest = rows.reduce((best, row) => (row.count > best.count ? row : best));
  const [low, high] = [formatNumber(rows[0].from, 3), formatNumber(rows[rows.length - 1].to, 3)];
  const left = total > shown ? ` ${total - shown} more lie outside or are not finite.` : "";
  const most = `Most, ${fullest.count} of them, lie between ${formatNumber(fullest.from, 3)} and ${formatNumber(fullest.to, 3)}.`;
  return `Histogram of ${shown} values from ${low} to ${high}. ${most}${left}`;
}
