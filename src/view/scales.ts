import {brief} from "../core/check.js";
import {type ColorScale, divergingScale, grayScale} from "./colors.js";
import {flat, type Rows} from "./tile.js";

/** Which values the colours span. */
export type ValueRange =
  /** One span for all pictures, so that they can be compared: the default. */
  | "shared"
  /** A span for each picture. */
  | "each"
  /** These two values. */
  | readonly [number, number];

export type Colors = "gray" | "diverging";

/** A colour scale for each picture. Without a wish, pictures with values below zero get the diverging colours. */
export function scalesFor(
  where: string,
  pictures: readonly Rows[],
  range: ValueRange = "shared",
  colors?: Colors,
): ColorScale[] {
  if (colors !== undefined && colors !== "gray" && colors !== "diverging")
    throw new TypeError(`${where}: colors must be "gray" or "diverging", got ${brief(colors)}`);
  const spans = pictures.map(spanOf);
  const all = join(spans);
  const kind = colors ?? (all.low < 0 ? "diverging" : "gray");
  if (range === "each") return spans.map(span => scaleOf(kind, span));
  if (range === "shared") return pictures.map(() => scaleOf(kind, all));
  if (!Array.isArray(range) || !(range[0] < range[1]))
    throw new RangeError(
      `${where}: range must be "shared", "each" or [low, high] with low < high, got ${brief(range)}`,
    );
  return pictures.map(() => scaleOf(kind, {low: range[0], high: range[1]}));
}

interface Span {
  readonly low: number;
  readonly high: number;
}

function scaleOf(kind: Colors, {low, high}: Span): ColorScale {
  if (kind === "diverging") return divergingScale(Math.max(Math.abs(low), Math.abs(high)));
  return grayScale(low, high);
}

/** Zero belongs to the span of pixels that are all positive: a dim picture must not look bright. */
function spanOf(rows: Rows): Span {
  const finite = flat(rows).filter(Number.isFinite);
  if (finite.length === 0) return {low: 0, high: 0};
  const low = finite.reduce((least, value) => Math.min(least, value));
  const high = finite.reduce((most, value) => Math.max(most, value));
  return {low: Math.min(0, low), high: Math.max(0, high)};
}

function join(spans: readonly Span[]): Span {
  return {
    low: Math.min(...spans.map(span => span.low)),
    high: Math.max(...spans.map(span => span.high)),
  };
}
