import type {TopLevelSpec} from "vega-lite";
import type {ChartSpec} from "./chartSpec.js";

/**
 * Colours that people with any kind of colour vision tell apart, without the yellow that white paper swallows.
 *
 * @source Okabe and Ito (2008), "Color universal design".
 */
export const PALETTE: readonly string[] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];

/** Shapes and dashes that go with the palette, so that colour is never the only carrier. */
export const SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down"];
export const DASHES = [
  [1, 0],
  [6, 3],
  [2, 2],
  [8, 3, 2, 3],
  [4, 4],
  [10, 4],
];

export const WIDTH = 420;
export const HEIGHT = 240;

/** What differs between a light and a dark page; the palette reads on both. */
interface Tones {
  readonly paper: string;
  readonly ink: string;
  readonly faint: string;
  readonly grid: string;
  /** From nothing to the most, for cells of a table. */
  readonly ramp: readonly string[];
  /** Ink on the strong end of the ramp. */
  readonly onStrong: string;
}

const TONES: Readonly<Record<"light" | "dark", Tones>> = {
  light: {
    paper: "#ffffff",
    ink: "#1a1a1a",
    faint: "#5c5c5c",
    grid: "#e3e3e3",
    ramp: ["#f4f6f9", "#b5cfe6", "#5f9ccb", "#1f6aa5", "#0b3c6b"],
    onStrong: "#ffffff",
  },
  dark: {
    paper: "#1b1d21",
    ink: "#ececec",
    faint: "#b3b6bb",
    grid: "#363a41",
    ramp: ["#25282e", "#1f456b", "#2f78ae", "#74b2de", "#d3e8f8"],
    onStrong: "#101114",
  },
};

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** The part of a chart that differs from one to the next. */
export type ChartBody = Without<
  TopLevelSpec,
  "$schema" | "config" | "description" | "background" | "padding"
>;

/**
 * A chart with the look that all share: a ground of its own, so that it reads on light and on dark pages, and the font that
 * the bundled PNG is drawn with. Marks take their inks by style (`ink`, `faint`, `dot`, `cell`, `onStrong`), so that
 * `darkChart` can change them.
 */
export function chart(description: string, body: ChartBody): ChartSpec {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    description,
    background: TONES.light.paper,
    padding: 10,
    ...body,
    config: configOf(TONES.light),
  };
}

/**
 * A chart put together from layers or panels that share their parts. Vega-Lite's types cannot follow such parts through
 * variables; the tests hold what comes out to its schema instead.
 */
export function composedChart(description: string, body: object): ChartSpec {
  return chart(description, body as ChartBody);
}

/**
 * The same chart for a dark page: light ink on a dark ground. The data and their colours stay.
 *
 * @param spec  A chart of this library; not changed.
 * @returns The chart with another ground and other inks.
 */
export function darkChart(spec: ChartSpec): ChartSpec {
  return {...spec, background: TONES.dark.paper, config: configOf(TONES.dark)};
}

function configOf({paper, ink, faint, grid, ramp, onStrong}: Tones): object {
  return {
    font: "DejaVu Sans, Verdana, sans-serif",
    title: {
      fontSize: 14,
      color: ink,
      anchor: "start",
      offset: 12,
      subtitleColor: faint,
      subtitleFontSize: 12,
    },
    axis: {
      labelFontSize: 12,
      titleFontSize: 12,
      titleFontWeight: "normal",
      labelColor: faint,
      titleColor: ink,
      domainColor: faint,
      tickColor: faint,
      gridColor: grid,
      labelFlush: false,
    },
    header: {labelFontSize: 12, labelColor: ink, titleColor: ink},
    legend: {
      labelFontSize: 12,
      titleFontSize: 12,
      titleFontWeight: "normal",
      labelColor: ink,
      titleColor: ink,
    },
    view: {stroke: null},
    range: {category: PALETTE, heatmap: ramp},
    style: {
      ink: {color: ink},
      faint: {color: faint},
      dot: {color: ink, fill: paper},
      cell: {stroke: paper, strokeWidth: 1},
      onStrong: {color: onStrong},
    },
  };
}
