import {brief} from "../core/check.js";
import {type Grid, rowsOf} from "../core/grid.js";
import {NdArray} from "../core/ndArray.js";
import type {Pixels} from "../core/pixels.js";
import {colorPicture, isColorPicture} from "./colorPicture.js";
import type {Rows} from "./tile.js";

/**
 * One grid, a list of grids, or grids by name: `{digit, "sobel x": sobelKernel("x")}`. Where images are shown, an `NdArray`
 * [height, width, 3] is a colour picture.
 */
export type Pictures = Grid | readonly Grid[] | Readonly<Record<string, Grid>>;

export interface NamedRows {
  /** Empty where no name was given. */
  readonly name: string;
  readonly rows: Rows;
  /** The picture where it has colours of its own; `rows` are then its grey levels. */
  readonly pixels?: Pixels;
}

/** The grids with their names, checked. `labels` name them where the value itself does not. */
export function namedRows(
  where: string,
  what: string,
  pictures: unknown,
  labels: readonly string[] = [],
): NamedRows[] {
  const entries = isGrid(pictures) ? [["", pictures] as const] : entriesOf(where, what, pictures);
  if (entries.length === 0) throw new RangeError(`${where}: ${what}s must hold at least one, got none`);
  if (labels.length > entries.length)
    throw new RangeError(
      `${where}: labels must be at most one for each ${what}, got ${labels.length} for ${entries.length}`,
    );
  return entries.map(([name, grid], index) => {
    const called = name ? `${what} "${name}"` : what;
    const shown =
      what === "image" && isColorPicture(grid)
        ? colorPicture(where, called, grid)
        : {rows: rowsOf(where, called, grid)};
    return {name: labels[index] ?? name, ...shown};
  });
}

function entriesOf(where: string, what: string, pictures: unknown): (readonly [string, unknown])[] {
  if (Array.isArray(pictures)) return pictures.map(grid => ["", grid]);
  if (pictures !== null && typeof pictures === "object" && !ArrayBuffer.isView(pictures))
    return Object.entries(pictures);
  throw new TypeError(
    `${where}: ${what}s must be rows of numbers, a list of them, or named ones, got ${brief(pictures)}`,
  );
}

/** Rows of numbers, in contrast to a list of such: what stands in the first row is not a row itself. */
function isGrid(value: unknown): boolean {
  if (value instanceof NdArray) return true;
  if (!Array.isArray(value) || value.length === 0) return false;
  const [first] = value;
  if (ArrayBuffer.isView(first)) return true;
  return Array.isArray(first) && !Array.isArray(first[0]) && !ArrayBuffer.isView(first[0]);
}
