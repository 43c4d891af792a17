import {correlate1d} from "../../src/conv/correlate1d.js";
import {transpose} from "../../src/conv/separate.js";

/**
 * The window sum of `column[i] * row[j] * pixel` can be taken row by row: `column[i]` stands before the sum over j. That inner
 * sum is the first pass; the sum over i of its results is the second, made along rows of the transposed picture.
 */
export function twoPasses(image: number[][], column: number[], row: number[]): number[][] {
  const across = image.map(line => correlate1d(line, row));
  return transpose(transpose(across).map(line => correlate1d(line, column)));
}
