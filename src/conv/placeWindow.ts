import {brief, requireInteger} from "../core/check.js";
import {type Grid, rowsOf} from "../core/grid.js";
import {type AxisPadding, outputSize, paddingPixels} from "./outputSize.js";
import {pad2d} from "./pad2d.js";

/** How a window moves over an image. */
export interface Window2dOptions {
  /** Step between places, in pixels: one number, or `[down, across]`; 1 unless given. */
  readonly strides?: number | readonly [number, number];
  /**
   * Zero padding: `"valid"` (none, unless given), `"same"`, `"full"` (see `AxisPadding`), pixels for all four sides, or
   * `[[top, bottom], [left, right]]`.
   */
  readonly padding?:
    | "valid"
    | "same"
    | "full"
    | number
    | readonly [readonly [number, number], readonly [number, number]];
}

/** An image with its padding, and how often a window fits on it. */
export interface PlacedWindow {
  /** The padded image. */
  readonly pixels: readonly Float64Array[];
  /** Number of places down and across. */
  readonly height: number;
  readonly width: number;
  /** Pixels from one place to the next. */
  readonly down: number;
  readonly across: number;
  /** Zeros added before the first row and before the first column. */
  readonly top: number;
  readonly left: number;
}

/** Lays a window of the given size on an image: checks, pads and counts. */
export function placeWindow(
  where: string,
  image: Grid,
  windowHeight: number,
  windowWidth: number,
  options: Window2dOptions,
): PlacedWindow {
  const rows = rowsOf(where, "image", image);
  const [down, across] = stridesOf(where, options.strides ?? 1);
  const [padY, padX] = axesOf(where, options.padding ?? "valid");
  const vertical = paddingPixels(where, rows.length, windowHeight, down, padY);
  const horizontal = paddingPixels(where, rows[0].length, windowWidth, across, padX);
  const padded = [...vertical, ...horizontal].some(side => side > 0);
  const pixels = floatRows(padded ? pad2d(rows, [vertical, horizontal]) : rows);
  requireFit(where, "height", windowHeight, pixels.length);
  requireFit(where, "width", windowWidth, pixels[0].length);
  return {
    pixels,
    height: outputSize(pixels.length, windowHeight, {stride: down}),
    width: outputSize(pixels[0].length, windowWidth, {stride: across}),
    down,
    across,
    top: vertical[0],
    left: horizontal[0],
  };
}

/** Copies in Float64: loops over rows of one kind run several times as fast as over rows of many. */
export function floatRows(rows: ReadonlyArray<ArrayLike<number>>): Float64Array[] {
  return Array.from(rows, row => new Float64Array(row));
}

function requireFit(where: string, axis: string, kernel: number, input: number): void {
  if (kernel > input)
    throw new RangeError(
      `${where}: kernel must fit the padded image, got ${axis} of kernel ${kernel} and of input ${input}`,
    );
}

function stridesOf(where: string, strides: number | readonly [number, number]): readonly [number, number] {
  const pair = typeof strides === "number" ? ([strides, strides] as const) : strides;
  if (!Array.isArray(pair) || pair.length !== 2)
    throw new TypeError(`${where}: strides must be a number or [down, across], got ${brief(strides)}`);
  return [requireInteger(where, "stride", pair[0], 1), requireInteger(where, "stride", pair[1], 1)];
}

function axesOf(
  where: string,
  padding: NonNullable<Window2dOptions["padding"]>,
): readonly [AxisPadding, AxisPadding] {
  if (typeof padding === "string" || typeof padding === "number") return [padding, padding];
  if (!Array.isArray(padding) || padding.length !== 2)
    throw new TypeError(
      `${where}: padding must be "valid", "same", "full", a number or [[top, bottom], [left, right]], got ${brief(padding)}`,
    );
  return [padding[0], padding[1]];
}
