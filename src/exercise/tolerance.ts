import type {Tolerance} from "../core/expectClose.js";

/** Distance from 1 to the next number of a float width: a rounding error is at most half of it. */
const EPSILON = {32: 2 ** -23, 64: 2 ** -52} as const;

/**
 * How far two right sums of products may lie apart when one adds its terms in another order, or in another float width.
 *
 * Each of n additions and products rounds by at most half an epsilon of what it has summed so far, so two orders differ by at
 * most `2 n epsilon sum(|a| |b|)`.
 *
 * @param terms  Products in one sum.
 * @param largest  A bound of the size of one product, |a| |b|.
 * @param width  Of the narrower of the two computations, in bits.
 * @source Higham (2002), Accuracy and Stability of Numerical Algorithms, section 3.1.
 *
 * @example
 * sumTolerance(9, 81).atol < 1e-10 // => true
 */
export function sumTolerance(terms: number, largest: number, width: 32 | 64 = 64): Tolerance {
  return {atol: 2 * terms * EPSILON[width] * terms * largest, rtol: 0};
}
