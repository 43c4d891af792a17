import {requireFinite} from "../core/check.js";
import type {Parameter} from "./layer.js";

/** Strengths of the two penalties. */
export interface PenaltyOptions {
  /** Times the sum of absolute weights; 0 unless given. Drives weights to exactly zero. */
  readonly l1?: number;
  /** Times half the sum of squared weights; 0 unless given. Shrinks weights in proportion. */
  readonly l2?: number;
}

/**
 * Adds the price of large weights to the gradients: `l1 * sum |w| + l2 / 2 * sum w^2`, over the parameters that decay; biases and
 * the scales and shifts of norms go free.
 *
 * @param parameters  Their gradients are added to.
 * @returns The price, to be added to the loss.
 * @throws {RangeError} When a strength is not a finite number.
 *
 * @example
 * const [w, b] = [parameter("w", NdArray.fromNested([3, -2]), true), parameter("b", NdArray.fromNested([9]), false)];
 * addPenalty([w, b], {l1: 10, l2: 2}) // => 63
 * [w.gradient.toNested(), b.gradient.toNested()] // => [[16, -14], [0]]
 */
export function addPenalty(parameters: readonly Parameter[], options: PenaltyOptions): number {
  const {l1 = 0, l2 = 0} = options;
  requireFinite("addPenalty", "l1", l1);
  requireFinite("addPenalty", "l2", l2);
  let price = 0;
  for (const {value, gradient, decays} of parameters) {
    if (!decays) continue;
    for (let i = 0; i < value.data.length; i++) {
      const w = value.data[i];
      price += l1 * Math.abs(w) + (l2 / 2) * w * w;
      gradient.data[i] += l1 * Math.sign(w) + l2 * w;
    }
  }
  return price;
}
