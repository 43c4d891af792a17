/**
 * A Vega-Lite 5 chart as data: what the plot functions return and a notebook draws. A type of our own, and a wide one:
 * Vega-Lite's types would cost every cell that mentions a chart the time to load them.
 */
export interface ChartSpec {
  readonly $schema: "https://vega.github.io/schema/vega-lite/v5.json";
  /** What is seen, in words. */
  readonly description: string;
  readonly [property: string]: unknown;
}
