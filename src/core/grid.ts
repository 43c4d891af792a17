import {brief} from "./check.js";
import {NdArray} from "./ndArray.js";

/**
 * A 2-D picture or kernel, [height, width]: rows of equal length (arrays or typed arrays), or an `NdArray` with two
 * axes. Functions take any of these and return plain `number[][]`, which a learner can read, print and compare.
 */
export type Grid = NdArray | ReadonlyArray<ArrayLike<number>>;

/**
 * The rows of a grid, checked: at least one pixel, rows equally long, numbers only. Nothing is copied.
 *
 * @param where  The calling function, for the message.
 * @param name  What the grid is to the caller: `image`, `kernel`.
 * @throws {TypeError} When it is not a grid of numbers.
 * @throws {RangeError} When it is empty or its rows differ in length.
 */
export function rowsOf(where: string, name: string, grid: unknown): ReadonlyArray<ArrayLike<number>> {
  if (grid instanceof NdArray) return rowsOfArray(where, name, grid);
  if (!Array.isArray(grid))
    throw new TypeError(`${where}: ${name} must be rows of numbers, got ${brief(grid)}`);
  const width = rowLength(grid[0]);
  if (width === undefined && grid.length > 0)
    throw new TypeError(
      `${where}: ${name} must be rows of numbers, got ${brief(grid)}; wrap one row as [row]`,
    );
  if (!width) throw new RangeError(`${where}: ${name} must have at least one pixel, got [${grid.length}, 0]`);
  for (const [y, row] of grid.entries()) {
    if (rowLength(row) !== width)
      throw new RangeError(
        `${where}: ${name} rows must be equally long, got ${width} in row 0 and ${rowLength(row) ?? brief(row)} in row ${y}`,
      );
    if (Array.isArray(row)) requireNumbers(where, name, row, y);
  }
  return grid;
}

/** Rows as views on the array's own data. */
function rowsOfArray(where: string, name: string, array: NdArray): ArrayLike<number>[] {
  const [height, width] = array.shape;
  if (array.shape.length !== 2)
    throw new TypeError(`${where}: ${name} must have 2 axes [height, width], got shape [${array.shape}]`);
  if (array.data.length === 0)
    throw new RangeError(`${where}: ${name} must have at least one pixel, got [${array.shape}]`);
  return Array.from({length: height}, (_, y) => array.data.subarray(y * width, (y + 1) * width));
}

function rowLength(row: unknown): number | undefined {
  if (Array.isArray(row)) return row.length;
  // A DataView is a view without numbers of its own.
  return ArrayBuffer.isView(row) && "length" in row ? Number(row.length) : undefined;
}

function requireNumbers(where: string, name: string, row: readonly unknown[], y: number): void {
  for (let x = 0; x < row.length; x++)
    if (typeof row[x] !== "number")
      throw new TypeError(
        `${where}: ${name} must hold numbers, got ${brief(row[x])} at row ${y}, column ${x}`,
      );
}
