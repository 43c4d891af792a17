import {requireFinite} from "../core/check.js";
import {NdArray} from "../core/ndArray.js";
import type {Random} from "../core/random.js";
import {sizeOf} from "../core/shapes.js";

/** How many numbers go into one output, and into how many outputs one input goes. */
export interface Fan {
  readonly fanIn: number;
  readonly fanOut: number;
}

/** Makes the first weights of a layer. */
export type Initializer = (shape: readonly number[], fan: Fan, random: Random) => NdArray;

/**
 * Normal numbers with variance `2 / fanIn`: keeps the size of signals through layers with ReLU, which drop half of them.
 *
 * @source He et al. (2015), "Delving deep into rectifiers", arXiv:1502.01852.
 *
 * @example
 * heNormal([5, 5, 1, 6], {fanIn: 25, fanOut: 150}, new Random(1)).shape // => [5, 5, 1, 6]
 */
export const heNormal: Initializer = (shape, {fanIn}, random) =>
  filled(shape, () => random.normal(0, Math.sqrt(2 / fanIn)));

/**
 * Evenly spread numbers with variance `2 / (fanIn + fanOut)`: keeps the size of signals and of slopes about the same through
 * layers with tanh or none.
 *
 * @source Glorot and Bengio (2010), "Understanding the difficulty of training deep feedforward neural networks".
 *
 * @example
 * glorotUniform([2, 3], {fanIn: 2, fanOut: 3}, new Random(1)).data.every(w => Math.abs(w) < Math.sqrt(6 / 5)) // => true
 */
export const glorotUniform: Initializer = (shape, {fanIn, fanOut}, random) => {
  const limit = Math.sqrt(6 / (fanIn + fanOut));
  return filled(shape, () => random.uniform(-limit, limit));
};

/**
 * Normal numbers of one deviation for every layer, AlexNet's way: right for one depth and width, wrong for others.
 *
 * @param deviation  0.01 unless given.
 *
 * @example
 * smallNormal(0)([2], {fanIn: 1, fanOut: 1}, new Random(1)).toNested() // => [0, 0]
 */
export function smallNormal(deviation = 0.01): Initializer {
  requireFinite("smallNormal", "deviation", deviation);
  return (shape, _, random) => filled(shape, () => random.normal(0, deviation));
}

/**
 * One number everywhere. With equal weights all units of a layer stay equal for ever: nothing breaks the symmetry.
 *
 * @example
 * constant(0)([2], {fanIn: 1, fanOut: 1}, new Random(1)).toNested() // => [0, 0]
 */
export function constant(value: number): Initializer {
  requireFinite("constant", "value", value);
  return shape => filled(shape, () => value);
}

function filled(shape: readonly number[], next: () => number): NdArray {
  return new NdArray(shape, Float64Array.from({length: sizeOf(shape)}, next));
}
