import {brief, requireFinite} from "../core/check.js";
import {formatNumber} from "../core/formatNumber.js";
import type {ChartSpec} from "./chartSpec.js";
import {composedChart, DASHES, HEIGHT, PALETTE, WIDTH} from "./theme.js";

export interface ActivationOptions {
  /** First and last input; -4 to 4 unless given. */
  readonly range?: readonly [number, number];
  /** The input at which the tangent lies first; 1 unless given. */
  readonly at?: number;
  readonly title?: string;
  /** What is seen and what follows from it; the spans unless given. */
  readonly description?: string;
}

/** Points on a curve: fine enough for a bend to look like one. */
const POINTS = 161;
/** Half the length of the tangent, as a share of the range. */
const REACH = 0.14;

/**
 * An activation function, its slope, and the tangent at an input that a slider chooses: the steepness of the tangent is the
 * height of the slope's curve.
 *
 * @param name  Of the activation, for the legend.
 * @param activation  From input to output.
 * @param slope  From input to the derivative there.
 * @param options  Span of inputs, first tangent, titles.
 * @returns A Vega-Lite chart with a slider; `show` draws it.
 * @throws {RangeError} When a value is not a finite number.
 *
 * @example
 * activationCurve("ReLU", x => Math.max(0, x), x => (x > 0 ? 1 : 0)).description
 * // => "ReLU from 0 to 4 and its slope from 0 to 1, over inputs from -4 to 4. The tangent at 1 has slope 1."
 */
export function activationCurve(
  name: string,
  activation: (input: number) => number,
  slope: (input: number) => number,
  options: ActivationOptions = {},
): ChartSpec {
  const {range = [-4, 4], at = 1, title} = options;
  const [low, high] = range;
  if (!(low < high))
    throw new RangeError(`activationCurve: range must be [low, high] with low < high, got ${brief(range)}`);
  requireFinite("activationCurve", "at", at);
  if (at < low || at > high)
    throw new RangeError(`activationCurve: at must lie in ${low}..${high}, got ${at}`);
  const step = (high - low) / (POINTS - 1);
  const reach = REACH * (high - low);
  const rows = Array.from({length: POINTS}, (_, n) => {
    // No 1e-17 where zero is meant.
    const input = Number((low + n * step).toPrecision(12));
    const [output, steepness] = [valueAt("activation", activation, input), valueAt("slope", slope, input)];
    const half = reach / Math.hypot(1, steepness);
    return {
      input,
      output,
      slope: steepness,
      left: input - half,
      right: input + half,
      lower: output - half * steepness,
      upper: output + half * steepness,
    };
  });
  const chosen = rows.reduce((near, row) =>
    Math.abs(row.input - at) < Math.abs(near.input - at) ? row : near,
  );
  const names = [name, "slope"];
  const scaled = (values: readonly unknown[]) => ({
    type: "nominal",
    legend: {title: null, symbolStrokeWidth: 2.2, symbolSize: 200},
    scale: {domain: names, range: values.slice(0, 2)},
    sort: names,
  });
  const x = {field: "input", type: "quantitative", title: "input", scale: {domain: [low, high], nice: false}};
  const y = {field: "value", type: "quantitative", title: "output, slope"};
  const number = {type: "quantitative", format: ".3~f"};
  const tooltip = [
    {...number, field: "input", title: "input"},
    {...number, field: "output", title: name},
    {...number, field: "slope", title: "slope"},
  ];
  const here = `abs(datum.input - at) < ${step / 2}`;
  const body = {
    ...(title ? {title} : {}),
    width: WIDTH,
    height: HEIGHT,
    params: [
      {name: "at", value: chosen.input, bind: {input: "range", min: low, max: high, step, name: "input "}},
    ],
    data: {values: rows},
    layer: [
      {
        transform: [
          {calculate: "datum.output", as: name},
          {fold: [name, "slope"], as: ["curve", "value"]},
        ],
        mark: {type: "line", strokeWidth: 2.4},
        encoding: {
          x,
          y,
          color: {...scaled(PALETTE), field: "curve"},
          strokeDash: {...scaled(DASHES), field: "curve"},
        },
      },
      {
        transform: [{filter: here}],
        mark: {type: "rule", style: "ink", strokeWidth: 2},
        encoding: {
          x: {...x, field: "left"},
          x2: {field: "right"},
          y: {...y, field: "lower"},
          y2: {field: "upper"},
        },
      },
      {
        transform: [{filter: here}, {fold: ["output", "slope"], as: ["curve", "value"]}],
        mark: {type: "point", style: "dot", size: 70, strokeWidth: 1.6, opacity: 1},
        encoding: {x, y, tooltip},
      },
      {
        transform: [
          {filter: here},
          {
            calculate: "'slope ' + format(datum.slope, '.3~f') + ' at ' + format(datum.input, '.2~f')",
            as: "words",
          },
        ],
        mark: {type: "text", style: "ink", align: "left", x: 8, y: 10, fontSize: 12},
        encoding: {text: {field: "words", type: "nominal"}},
      },
    ],
  };
  return composedChart(options.description ?? describe(name, rows, chosen), body);
}

function valueAt(what: string, f: (input: number) => number, input: number): number {
  const value = f(input);
  if (typeof value !== "number" || !Number.isFinite(value))
    throw new RangeError(
      `activationCurve: ${what} must give a finite number, got ${brief(value)} at ${input}`,
    );
  return value + 0;
}

interface Row {
  readonly input: number;
  readonly output: number;
  readonly slope: number;
}

function describe(name: string, rows: readonly Row[], {input, slope}: Row): string {
  const span = (values: readonly number[]) =>
    `from ${formatNumber(Math.min(...values), 3)} to ${formatNumber(Math.max(...values), 3)}`;
  const inputs = span(rows.map(row => row.input));
  const tangent = `The tangent at ${formatNumber(input, 3)} has slope ${formatNumber(slope, 3)}.`;
  return `${name} ${span(rows.map(row => row.output))} and its slope ${span(rows.map(row => row.slope))}, over inputs ${inputs}. ${tangent}`;
}
