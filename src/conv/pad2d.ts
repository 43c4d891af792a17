import {brief, requireInteger} from "../core/check.js";
import {type Grid, rowsOf} from "../core/grid.js";

/** Pixels to add: one number for all four sides, or `[[top, bottom], [left, right]]`. */
export type SidePadding = number | readonly [readonly [number, number], readonly [number, number]];

/**
 * The image with a border around it.
 *
 * @param image  [height, width]; not changed.
 * @param padding  Pixels per side: one number, or `[[top, bottom], [left, right]]`.
 * @param options  `value` fills the border; 0 unless given.
 * @returns [top + height + bottom, left + width + right].
 * @throws {RangeError} When a side is not an integer >= 0.
 *
 * @example
 * pad2d([[1, 2]], 1) // => [[0, 0, 0, 0], [0, 1, 2, 0], [0, 0, 0, 0]]
 * pad2d([[5]], [[0, 1], [2, 0]], {value: 7}) // => [[7, 7, 5], [7, 7, 7]]
 */
export function pad2d(
  image: Grid,
  padding: SidePadding,
  options: {readonly value?: number} = {},
): number[][] {
  const {value = 0} = options;
  const rows = rowsOf("pad2d", "image", image);
  const [[top, bottom], [left, right]] = sidesOf("pad2d", padding);
  const height = top + rows.length + bottom;
  const width = left + rows[0].length + right;
  const padded = Array.from({length: height}, () => new Array<number>(width).fill(value));
  for (let y = 0; y < rows.length; y++)
    for (let x = 0; x < rows[y].length; x++) padded[top + y][left + x] = rows[y][x];
  return padded;
}

function sidesOf(where: string, padding: SidePadding): readonly (readonly [number, number])[] {
  const sides =
    typeof padding === "number"
      ? [
          [padding, padding],
          [padding, padding],
        ]
      : padding;
  const paired =
    Array.isArray(sides) &&
    sides.length === 2 &&
    sides.every(side => Array.isArray(side) && side.length === 2);
  if (!paired)
    throw new TypeError(
      `${where}: padding must be a number or [[top, bottom], [left, right]], got ${brief(padding)}`,
    );
  return sides.map(([before, after]) => [
    requireInteger(where, "padding", before, 0),
    requireInteger(where, "padding", after, 0),
  ]);
}
