import {type Grid, rowsOf} from "../core/grid.js";
import {pad2d} from "./pad2d.js";
import {type Window2dOptions, windowGeometry} from "./windowGeometry.js";

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
  const geometry = windowGeometry(where, [rows.length, rows[0].length], [windowHeight, windowWidth], options);
  const {height, width, down, across, top, bottom, left, right} = geometry;
  const padded = top + bottom + left + right > 0;
  const sides = [
    [top, bottom],
    [left, right],
  ] as const;
  return {pixels: floatRows(padded ? pad2d(rows, sides) : rows), height, width, down, across, top, left};
}

/** Copies in Float64: loops over rows of one kind run several times as fast as over rows of many. */
export function floatRows(rows: ReadonlyArray<ArrayLike<number>>): Float64Array[] {
  return Array.from(rows, row => new Float64Array(row));
}
