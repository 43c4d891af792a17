import type {OpRow} from "../support/checkOp.js";
import {at, type Dense, fill, random} from "../support/dense.js";
import {describeOps} from "../support/describeOps.js";

const SHAPES = [
  [2, 5, 7, 3],
  [4, 3, 2, 8],
  [3, 1, 1, 5],
] as const;
const EPSILON = 1e-3;

/** Mean and variance of each channel, over batch, height and width. */
function moments(x: Dense): {mean: number[]; variance: number[]} {
  const channels = x.shape[x.shape.length - 1];
  const count = x.data.length / channels;
  const over = (f: (value: number, c: number) => number) => {
    const sums = new Array<number>(channels).fill(0);
    for (const [i, value] of x.data.entries()) sums[i % channels] += f(value, i % channels);
    return sums.map(sum => sum / count);
  };
  const mean = over(value => value);
  return {mean, variance: over((value, c) => (value - mean[c]) ** 2)};
}

/** With statistics that are given, as in inference. */
const given: readonly OpRow[] = SHAPES.map((shape, i) => ({
  name: `tf.batchNorm of [${shape}], statistics given`,
  inputs: [
    random(shape, 210 + i),
    random([shape[3]], 220 + i),
    random([shape[3]], 230 + i, 0.5, 2),
    random([shape[3]], 240 + i),
    random([shape[3]], 250 + i, 0.5, 2),
  ],
  run: (tf, x, mean, variance, offset, scale) => tf.batchNorm(x, mean, variance, offset, scale, EPSILON),
  loops: (x, mean, variance, offset, scale) =>
    fill(x.shape, index => {
      const c = [index[3]];
      const normal = (at(x, index) - at(mean, c)) / Math.sqrt(at(variance, c) + EPSILON);
      return at(offset, c) + at(scale, c) * normal;
    }),
}));

/** With the batch's own statistics, as in training: the gradient runs through them. */
const trained: readonly OpRow[] = SHAPES.map((shape, i) => ({
  name: `batch normalization of [${shape}] in training`,
  inputs: [random(shape, 260 + i, -1, 3), random([shape[3]], 270 + i), random([shape[3]], 280 + i, 0.5, 2)],
  run: (tf, x, offset, scale) => {
    const {mean, variance} = tf.moments(x, [0, 1, 2]);
    return tf.batchNorm(x, mean as typeof x, variance as typeof x, offset, scale, EPSILON);
  },
  loops: (x, offset, scale) => {
    const {mean, variance} = moments(x);
    return fill(x.shape, index => {
      const c = index[3];
      return at(offset, [c]) + (at(scale, [c]) * (at(x, index) - mean[c])) / Math.sqrt(variance[c] + EPSILON);
    });
  },
}));

/** Krizhevsky, Sutskever and Hinton (2012), section 3.3. */
const local: readonly OpRow[] = [
  {shape: [2, 3, 4, 7], radius: 2, bias: 1, alpha: 0.5, beta: 0.75},
  {shape: [1, 5, 3, 4], radius: 5, bias: 2, alpha: 1, beta: 0.5},
].map(({shape, radius, bias, alpha, beta}, i) => ({
  name: `tf.localResponseNormalization of [${shape}], radius ${radius}`,
  inputs: [random(shape, 290 + i)],
  run: (tf, x) => tf.localResponseNormalization(x, radius, bias, alpha, beta),
  loops: x =>
    fill(shape, ([n, h, w, c]) => {
      let sum = 0;
      for (let near = Math.max(0, c - radius); near <= Math.min(shape[3] - 1, c + radius); near++)
        sum += at(x, [n, h, w, near]) ** 2;
      return at(x, [n, h, w, c]) / (bias + alpha * sum) ** beta;
    }),
}));

describeOps("batch normalization", [...given, ...trained]);
describeOps("local response normalization", local);
