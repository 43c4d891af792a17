import fs from "node:fs";

const FILE = /\/@tensorflow\/tfjs-core\/dist\/tensor\.d\.ts$/;
const DECLARED = "class Tensor<R extends Rank = Rank>";
const ANNOTATED = "class Tensor<out R extends Rank = Rank>";

/**
 * TensorFlow.js's declaration of `Tensor` with the variance of its rank written down.
 *
 * Without it each new checker, one a cell, finds out that `Tensor<R>` is covariant by comparing two tensors through
 * their 150 merged methods: 8 of the 20 ms that a cell such as `tf.ones([2, 2]).matMul(b)` takes. No error comes or
 * goes by it, which the tests hold for every pair of tensor types.
 *
 * @param file  Any file, with forward slashes.
 * @returns Undefined for every other file, which is to be read as it is.
 */
export function tensorWithVariance(file: string): string | undefined {
  if (!FILE.test(file)) return undefined;
  try {
    return fs.readFileSync(file, "utf8").replace(DECLARED, ANNOTATED);
  } catch {
    return undefined; // whoever asks finds out by itself that there is no such file
  }
}
