import {NdArray} from "./ndArray.js";
import {floatData, requireArray} from "./requireArray.js";

/**
 * Matrix product: `out[i][k] = sum over j of a[i][j] * b[j][k]`.
 *
 * @param a  [rows, inner]; not changed.
 * @param b  [inner, columns]; not changed.
 * @returns [rows, columns], in Float64.
 * @throws {RangeError} When the inner lengths differ.
 *
 * @example
 * matmul(NdArray.fromNested([[1, 2], [3, 4]]), NdArray.fromNested([[5], [6]])).toNested() // => [[17], [39]]
 */
export function matmul(a: NdArray, b: NdArray): NdArray {
  const [rows, inner] = requireArray("matmul", "a", a, ["rows", "inner"]).shape;
  const [height, columns] = requireArray("matmul", "b", b, ["inner", "columns"]).shape;
  if (inner !== height)
    throw new RangeError(`matmul: columns of a must be rows of b, got [${a.shape}] and [${b.shape}]`);
  const [left, right] = [floatData(a), floatData(b)];
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < inner; j++) {
      const value = left[i * inner + j];
      for (let k = 0; k < columns; k++) out[i * columns + k] += value * right[j * columns + k];
    }
  }
  return new NdArray([rows, columns], out);
}
