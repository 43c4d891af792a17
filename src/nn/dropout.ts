import {requireFinite} from "../core/check.js";
import {NdArray} from "../core/ndArray.js";
import type {Random} from "../core/random.js";
import {sizeOf} from "../core/shapes.js";

/**
 * A mask for inverted dropout: 0 with probability `rate`, else `1 / (1 - rate)`, so that the mean stays and test time needs no
 * change. Multiply the values by it on the way forward and the slopes by the same mask on the way back.
 *
 * @param shape  Of the values to be masked.
 * @param rate  Share that is dropped, 0 to below 1.
 * @param random  Decides who is dropped.
 * @throws {RangeError} When rate is below 0, or 1 and more.
 * @source Srivastava et al. (2014), "Dropout: a simple way to prevent neural networks from overfitting".
 *
 * @example
 * dropoutMask([3], 0, new Random(1)).toNested() // => [1, 1, 1]
 * new Set(dropoutMask([99], 0.75, new Random(1)).data) // => new Set([0, 4])
 */
export function dropoutMask(shape: readonly number[], rate: number, random: Random): NdArray {
  requireFinite("dropoutMask", "rate", rate);
  if (rate < 0 || rate >= 1) throw new RangeError(`dropoutMask: rate must be from 0 to below 1, got ${rate}`);
  const kept = 1 / (1 - rate);
  return new NdArray(
    shape,
    Float64Array.from({length: sizeOf(shape)}, () => (random.uniform() < rate ? 0 : kept)),
  );
}
