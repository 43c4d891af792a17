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

const INK = "#1a1a1a";
const FAINT = "#5c5c5c";

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** The part of a chart that differs from one to the next. */
export type ChartBody = Without<
  TopLevelSpec,
  "$schema" | "config" | "description" | "background" | "padding"
>;

/**
 * A chart with the look that all share: a light ground of its own, so that it reads on light and on dark pages, and the
 * font that the bundled PNG is drawn with.
 */
export function chart(description: string, body: ChartBody): ChartSpec {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    description,
    background: "#ffffff",
    padding: 10,
    ...body,
    config: {
      font: "DejaVu Sans, Verdana, sans-serif",
      title: {fontSize: 14, color: INK, anchor: "start", offset: 12},
      axis: {
        labelFontSize: 12,
        titleFontSize: 12,
        titleFontWeight: "normal",
        labelColor: FAINT,
        titleColor: INK,
        domainColor: FAINT,
        tickColor: FAINT,
        gridColor: "#e3e3e3",
        labelFlush: false,
      },
      legend: {labelFontSize: 12, titleFontSize: 12, labelColor: INK, titleColor: INK},
      view: {stroke: null},
    },
  };
}
