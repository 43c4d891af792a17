import type {Tensor} from "@tensorflow/tfjs";
import {expect} from "chai";
import {NdArray} from "../../src/core/ndArray.js";
import {Random} from "../../src/core/random.js";
import {sizeOf} from "../../src/core/shapes.js";
import {gradientCheck} from "../../src/nn/gradientCheck.js";

/** Normally distributed numbers of a shape: no two alike, so that swapped axes and ties show. */
export function noise(shape: readonly number[], seed = 1): NdArray {
  const random = new Random(seed);
  return new NdArray(
    shape,
    Float64Array.from({length: sizeOf(shape)}, () => random.normal()),
  );
}

/** Sum of the products of two arrays of one shape. */
export function inner(a: NdArray, b: NdArray): number {
  expect(a.shape).to.deep.equal(b.shape);
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) sum += a.data[i] * b.data[i];
  return sum;
}

/** `a + factor * b`. */
export function plus(a: NdArray, b: NdArray, factor = 1): NdArray {
  return a.map((value, i) => value + factor * b.data[i]);
}

/**
 * Holds a backward pass against differences: the loss is the sum of the outputs, each times its entry of dy.
 *
 * @param output  The forward pass as a function of the one array that is being checked.
 */
export function expectSlopes(
  output: (at: NdArray) => NdArray,
  at: NdArray,
  dy: NdArray,
  given: NdArray,
): void {
  const check = gradientCheck(moved => inner(output(moved), dy), at, given);
  expect(check.passed, `error ${check.error}, worst ${JSON.stringify(check.worst)}`).to.equal(true);
}

/** The numbers of a tensor that one of TensorFlow.js's calls has made; it is disposed of. */
export function numbersOf(tensor: Tensor): Float32Array {
  const numbers = tensor.dataSync() as Float32Array;
  tensor.dispose();
  return numbers;
}
