import {correlate1d} from "../conv/correlate1d.js";
import {type AxisPadding, paddingPixels} from "../conv/outputSize.js";
import {brief, requireFinite} from "../core/check.js";
import {formatNumber} from "../core/formatNumber.js";
import type {ChartSpec} from "./chartSpec.js";
import {composedChart, PALETTE, WIDTH} from "./theme.js";

export interface SlidingOptions {
  /** Convolution turns the kernel round before it slides; cross-correlation, the default, does not. */
  readonly operation?: "correlation" | "convolution";
  /** Zeros around the signal, as `correlate1d` reads it. */
  readonly padding?: AxisPadding;
  /**
   * Distance between samples of a smooth curve. Products are then drawn as one area, and the response is the area: the sum
   * times this distance, the integral's stand-in. Without it signal and kernel are separate numbers.
   */
  readonly spacing?: number;
  /** The position shown first, counted from 0; the largest response's unless given. */
  readonly start?: number;
  readonly title?: string;
  /** What is seen and what follows from it; the responses' peak unless given. */
  readonly description?: string;
}

const PANEL_HEIGHT = 110;
/** More positions would make the notebook long: rows grow with positions times taps. */
const MAX_ROWS = 8000;

/**
 * A kernel sliding along a signal, with a slider for its position: above the signal and the kernel where it lies, in the
 * middle the products with their sum, below the responses, the one at this position lit.
 *
 * @param signal  [length].
 * @param kernel  [taps].
 * @param options  Which operation, padding, spacing of samples, titles.
 * @returns A Vega-Lite chart with a slider; `show` draws it.
 * @throws {RangeError} When the kernel is longer than the padded signal, or both are too long to draw.
 *
 * @example
 * slidingProduct([0, 0, 1, 1], [-1, 1]).description
 * // => "A kernel of 2 taps slides along a signal of 4 samples: 3 positions. The cross-correlation is highest, 1, at 1, and lowest, 0, at 0."
 */
export function slidingProduct(
  signal: ArrayLike<number>,
  kernel: ArrayLike<number>,
  options: SlidingOptions = {},
): ChartSpec {
  const {operation = "correlation", padding = "valid", spacing, title} = options;
  if (operation !== "correlation" && operation !== "convolution")
    throw new TypeError(
      `slidingProduct: operation must be "correlation" or "convolution", got ${brief(operation)}`,
    );
  if (spacing !== undefined) requireFinite("slidingProduct", "spacing", spacing, true);
  const turned = operation === "convolution";
  const weights = turned ? Array.from(kernel).reverse() : Array.from(kernel);
  const unit = spacing ?? 1;
  const sums = correlate1d(signal, weights, {padding}).map(sum => sum * unit);
  if (sums.length * weights.length > MAX_ROWS)
    throw new RangeError(
      `slidingProduct: positions times taps must be at most ${MAX_ROWS}, got ${sums.length} x ${weights.length}`,
    );
  const [before] = paddingPixels("slidingProduct", signal.length, weights.length, 1, padding);
  // A correlation's response belongs to the window's first sample, a convolution's to its last.
  const placeOf = (position: number) => (position - before + (turned ? weights.length - 1 : 0)) * unit;
  const rows = sums.flatMap((_, position) =>
    weights.map((weight, j) => {
      const n = position - before + j;
      const product = (signal[n] ?? 0) * weight + 0; // no -0
      return {position, place: n * unit, weight, product, sign: product < 0 ? "below 0" : "above 0"};
    }),
  );
  const responses = sums.map((response, position) => ({position, place: placeOf(position), response}));
  const highest = responses.reduce((most, row) => (row.response > most.response ? row : most));
  const lowest = responses.reduce((least, row) => (row.response < least.response ? row : least));
  const start = options.start ?? highest.position;
  if (!(start >= 0 && start < sums.length))
    throw new RangeError(`slidingProduct: start must be in 0..${sums.length - 1}, got ${brief(start)}`);
  const samples = Array.from(signal, (value, n) => ({place: n * unit, value, curve: "signal"}));
  const places = [...rows.map(({place}) => place), ...responses.map(({place}) => place)];
  const domain = [
    Math.min(...places, 0) - unit / 2,
    Math.max(...places, (signal.length - 1) * unit) + unit / 2,
  ];
  const parts = {samples, rows, responses, domain, smooth: spacing !== undefined, turned};
  const range = {input: "range", min: 0, max: sums.length - 1, step: 1, name: "position "};
  const body = {
    ...(title ? {title} : {}),
    params: [{name: "position", value: start, bind: range}],
    spacing: 8,
    resolve: {scale: {color: "independent"}},
    vconcat: panels(parts),
  };
  const say = ({response, place}: (typeof responses)[number]) =>
    `${formatNumber(response, 3)}, at ${formatNumber(place, 3)}`;
  const name = turned ? "convolution" : "cross-correlation";
  const count = `A kernel of ${weights.length} taps slides along a signal of ${signal.length} samples: ${sums.length} positions.`;
  const description = `${count} The ${name} is highest, ${say(highest)}, and lowest, ${say(lowest)}.`;
  return composedChart(options.description ?? description, body);
}

interface Parts {
  readonly samples: readonly object[];
  readonly rows: readonly object[];
  readonly responses: readonly object[];
  readonly domain: readonly number[];
  readonly smooth: boolean;
  readonly turned: boolean;
}

/** Signal and kernel, products, responses, one below the other on one axis. */
function panels({samples, rows, responses, domain, smooth, turned}: Parts): object[] {
  const x = {
    field: "place",
    type: "quantitative",
    title: null,
    scale: {domain, nice: false, padding: 0},
    axis: {grid: false, ...(smooth ? {} : {tickMinStep: 1})},
  };
  const number = (field: string, title: string) => ({field, type: "quantitative", title});
  const here = {filter: "datum.position === position"};
  const size = {width: WIDTH, height: PANEL_HEIGHT};
  const zero = {mark: {type: "rule", style: "faint", strokeWidth: 0.8}, encoding: {y: {datum: 0}}};
  const kernelName = turned ? "kernel, turned" : "kernel";
  const named = {calculate: `'${kernelName}'`, as: "curve"};
  const color = {
    field: "curve",
    type: "nominal",
    legend: {
      title: null,
      orient: "top-right",
      symbolType: "stroke",
      symbolStrokeWidth: 3,
      fillColor: "transparent",
    },
    scale: {domain: ["signal", kernelName], range: [PALETTE[0], PALETTE[1]]},
  };
  const value = number("value", "signal, kernel");
  const signs = {
    field: "sign",
    type: "nominal",
    legend: null,
    scale: {domain: ["below 0", "above 0"], range: [PALETTE[3], PALETTE[2]]},
  };
  const dot = {type: "point", filled: true, size: 55, opacity: 1, tooltip: true};
  const above = {
    ...size,
    layer: [
      zero,
      {
        data: {values: samples},
        mark: {type: "line", strokeWidth: 2.2},
        encoding: {x, y: value, color},
      },
      {
        data: {values: rows},
        transform: [here, named],
        mark: {type: "line", strokeWidth: 2.2, strokeDash: [6, 3]},
        encoding: {x, y: {...number("weight", "signal, kernel")}, color},
      },
      ...(smooth
        ? []
        : [
            {data: {values: samples}, mark: dot, encoding: {x, y: value, color}},
            {
              data: {values: rows},
              transform: [here, named],
              mark: {...dot, shape: "square"},
              encoding: {x, y: number("weight", "signal, kernel"), color},
            },
          ]),
    ],
  };
  const products = {
    ...size,
    data: {values: rows},
    layer: [
      zero,
      // All products, unseen: the axis stays where it is while the window moves.
      {mark: {type: "point", opacity: 0}, encoding: {x, y: number("product", "product")}},
      {
        transform: [here],
        mark: smooth ? {type: "area", line: true, opacity: 0.55} : {type: "bar", width: 14, tooltip: true},
        encoding: {
          x,
          y: number("product", "product"),
          ...(smooth ? {color: {value: PALETTE[2]}} : {color: signs}),
        },
      },
      {
        data: {values: responses},
        transform: [
          here,
          {calculate: `'${smooth ? "area" : "sum"} ' + format(datum.response, '.3~f')`, as: "words"},
        ],
        mark: {
          type: "text",
          style: "ink",
          align: "right",
          x: WIDTH - 4,
          y: 10,
          fontSize: 13,
          fontWeight: "bold",
        },
        encoding: {text: {field: "words", type: "nominal"}},
      },
    ],
  };
  const response = number("response", "response");
  const title = turned ? "place of the window's last sample" : "place of the window's first sample";
  const below = {
    ...size,
    data: {values: responses},
    layer: [
      zero,
      {mark: {type: "line", strokeWidth: 2.2, color: PALETTE[2]}, encoding: {x: {...x, title}, y: response}},
      ...(smooth ? [] : [{mark: {...dot, color: PALETTE[2]}, encoding: {x: {...x, title}, y: response}}]),
      {
        transform: [here],
        mark: {type: "point", style: "dot", size: 130, strokeWidth: 2.4, opacity: 1, tooltip: true},
        encoding: {x: {...x, title}, y: response},
      },
    ],
  };
  return [above, products, below];
}
