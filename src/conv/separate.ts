import {type Grid, rowsOf} from "../core/grid.js";

/** A kernel written as a column times a row: `kernel[i][j] = column[i] * row[j]`. */
export interface Separated {
  /** [kernel height]. */
  readonly column: number[];
  /** [kernel width]. */
  readonly row: number[];
}

/**
 * Splits a kernel of rank 1 into a column and a row, or gives undefined where no such pair exists. Two 1-D passes then
 * do the work of one 2-D pass, with height + width products for each place in the place of height x width.
 *
 * The largest weight is the pivot: the row is the pivot's row, the column the pivot's column over the pivot; the kernel
 * has rank 1 exactly when these two give back every other weight.
 *
 * @param kernel  [height, width]; not changed.
 * @param options  `tolerance`, as a share of the largest weight; 1e-9 unless given.
 *
 * @example
 * separate([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) // => {column: [0.5, 1, 0.5], row: [2, 4, 2]}
 * separate([[0, 1, 0], [1, -4, 1], [0, 1, 0]]) // => undefined
 */
export function separate(kernel: Grid, options: {readonly tolerance?: number} = {}): Separated | undefined {
  const {tolerance = 1e-9} = options;
  const rows = rowsOf("separate", "kernel", kernel);
  let [pivotY, pivotX] = [0, 0];
  for (let i = 0; i < rows.length; i++)
    for (let j = 0; j < rows[i].length; j++)
      if (Math.abs(rows[i][j]) > Math.abs(rows[pivotY][pivotX])) [pivotY, pivotX] = [i, j];
  const pivot = rows[pivotY][pivotX];
  const row = Array.from(rows[pivotY]);
  const column = Array.from(rows, weights => (pivot === 0 ? 0 : weights[pivotX] / pivot));
  const allowed = tolerance * Math.abs(pivot);
  const rankOne = rows.every((weights, i) =>
    row.every((r, j) => Math.abs(weights[j] - column[i] * r) <= allowed),
  );
  return rankOne ? {column, row} : undefined;
}

/**
 * The kernel of a column and a row: `kernel[i][j] = column[i] * row[j]`.
 *
 * @param column  [height].
 * @param row  [width].
 * @returns [height, width].
 *
 * @example
 * outer([1, 2], [3, 4, 5]) // => [[3, 4, 5], [6, 8, 10]]
 */
export function outer(column: ArrayLike<number>, row: ArrayLike<number>): number[][] {
  const [down] = rowsOf("outer", "column", [column]);
  const [across] = rowsOf("outer", "row", [row]);
  return Array.from(down, c => Array.from(across, r => c * r));
}

/**
 * Rows become columns, so that a pass along rows can be used along columns.
 *
 * @param grid  [height, width]; not changed.
 * @returns [width, height].
 *
 * @example
 * transpose([[1, 2, 3], [4, 5, 6]]) // => [[1, 4], [2, 5], [3, 6]]
 */
export function transpose(grid: Grid): number[][] {
  const rows = rowsOf("transpose", "grid", grid);
  return Array.from({length: rows[0].length}, (_, x) => Array.from(rows, row => row[x]));
}
