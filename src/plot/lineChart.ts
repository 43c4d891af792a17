import type {ChartSpec} from "./chartSpec.js";
import {composedChart, DASHES, HEIGHT, PALETTE, SHAPES, WIDTH} from "./theme.js";

/** A point of a line; `low` and `high` are the ends of a band around it. */
export interface LinePoint {
  readonly line: string;
  readonly at: number;
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

/** Names of the two axes, with units, and what they are like. */
export interface LineAxes {
  readonly title?: string;
  readonly x: string;
  readonly y: string;
  /** Equal factors, not equal steps, are equally far apart. */
  readonly logX?: boolean;
  readonly logY?: boolean;
  /** Shares in 0..1, written in per cent. */
  readonly percent?: boolean;
  /** Layers on top, such as a rule at the best place; `at` is their horizontal field too. */
  readonly above?: readonly object[];
}

/** More lines than colours, shapes and dashes could not be told apart. */
export const MAX_LINES = PALETTE.length;
/** From this many points on a line, dots would run into each other. */
const MAX_DOTS = 40;

/**
 * Lines that differ in colour, shape and dash, with bands where points have them. Pointing at a place shows its number; a
 * click on a name of the legend leaves that line alone in full colour.
 *
 * @param names  All lines, in the order of the legend, at most six.
 */
export function lineChart(
  description: string,
  names: readonly string[],
  points: readonly LinePoint[],
  axes: LineAxes,
): ChartSpec {
  const {title, logX = false, logY = false, percent = false, above = []} = axes;
  const places = new Set(points.map(({at}) => at)).size;
  const dots = places <= MAX_DOTS;
  // The legend shows what tells the lines apart: the shape of their dots, or their dash where there are none.
  const symbol = dots
    ? {symbolStrokeWidth: 0, symbolSize: 90}
    : {symbolType: "stroke", symbolStrokeWidth: 2.2, symbolSize: 240};
  const legend = names.length > 1 ? {title: null, symbolOpacity: 1, labelLimit: 220, ...symbol} : null;
  const byName = (range: readonly unknown[]) => ({
    field: "line",
    type: "nominal",
    sort: names,
    legend,
    scale: {domain: names, range: range.slice(0, names.length)},
  });
  const whole = points.every(({at}) => Number.isInteger(at));
  const x = {
    field: "at",
    type: "quantitative",
    title: axes.x,
    scale: logX ? {type: "log", nice: false, padding: 10} : {zero: false, nice: false, padding: 10},
    axis: {...(whole && !logX ? {tickMinStep: 1, tickCount: Math.min(places, 10)} : {}), ...powers(logX)},
  };
  const y = {
    type: "quantitative",
    title: axes.y,
    scale: logY ? {type: "log"} : {zero: percent},
    axis: {...(percent ? {format: "%"} : {}), ...powers(logY)},
  };
  const shown = {condition: {param: "chosen", value: 1}, value: 0.15};
  const tooltip = [
    ...(names.length > 1 ? [{field: "line", type: "nominal", title: "line"}] : []),
    {field: "at", type: "quantitative", title: axes.x},
    {field: "value", type: "quantitative", title: axes.y, format: percent ? ".1%" : ".4~g"},
  ];
  const layer = [
    ...(points.some(({low}) => low !== undefined)
      ? [
          {
            transform: [{filter: "isValid(datum.low)"}],
            mark: {type: "area"},
            encoding: {
              x,
              y: {...y, field: "low"},
              y2: {field: "high"},
              color: byName(PALETTE),
              opacity: {condition: {param: "chosen", value: 0.22}, value: 0.05},
            },
          },
        ]
      : []),
    {
      params: [{name: "chosen", select: {type: "point", fields: ["line"]}, bind: "legend"}],
      mark: {type: "line", strokeWidth: 2.2, strokeCap: "round"},
      encoding: {
        x,
        y: {...y, field: "value"},
        color: byName(PALETTE),
        strokeDash: byName(DASHES),
        opacity: shown,
      },
    },
    {
      params: [
        {name: "near", select: {type: "point", on: "pointerover", nearest: true, clear: "pointerout"}},
      ],
      mark: {type: "point", filled: true, size: 55},
      encoding: {
        x,
        y: {...y, field: "value"},
        color: byName(PALETTE),
        ...(dots ? {shape: byName(SHAPES)} : {}),
        opacity: dots ? shown : {condition: {param: "near", empty: false, value: 1}, value: 0},
        size: {condition: {param: "near", empty: false, value: 130}, value: 55},
        tooltip,
      },
    },
    ...above,
  ];
  const body = {...(title ? {title} : {}), width: WIDTH, height: HEIGHT, data: {values: points}, layer};
  return composedChart(description, body);
}

/** A logarithmic axis: few ticks, very small and very large numbers as powers of ten, the lines between them faint. */
function powers(log: boolean): object {
  if (!log) return {};
  const short =
    "datum.value < 0.001 || datum.value >= 1e5 ? format(datum.value, '.0e') : format(datum.value, '~g')";
  return {
    tickCount: 6,
    labelOverlap: true,
    gridOpacity: 0.6,
    labelExpr: `datum.label === '' ? '' : ${short}`,
  };
}
