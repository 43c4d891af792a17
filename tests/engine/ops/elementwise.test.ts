import type * as TF from "@tensorflow/tfjs";
import type {OpRow} from "../support/checkOp.js";
import {at, type Dense, fill, map, random} from "../support/dense.js";
import {describeOps} from "../support/describeOps.js";

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
/** Of SELU: Klambauer et al. (2017), arXiv:1706.02515, equation 14, as TensorFlow.js rounds them. */
const SELU = {alpha: 1.6732632423543772, scale: 1.0507009873554805};

/** Abramowitz and Stegun 7.1.5: the power series, exact to 16 digits for small x. */
function erf(x: number): number {
  let [sum, term] = [x, x];
  for (let n = 1; n < 60; n++) {
    term *= -(x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

type Unary = (tf: typeof TF, x: TF.Tensor) => TF.Tensor;

/** Name, operation, formula, and where the inputs lie if not in -2..2. */
const UNARY: readonly (readonly [string, Unary, (x: number) => number, (readonly [number, number])?])[] = [
  ["relu", (tf, x) => tf.relu(x), x => Math.max(x, 0)],
  ["relu6", (tf, x) => tf.relu6(x), x => Math.min(Math.max(x, 0), 6), [-4, 9]],
  ["leakyRelu", (tf, x) => tf.leakyRelu(x, 0.1), x => (x < 0 ? 0.1 * x : x)],
  ["elu", (tf, x) => tf.elu(x), x => (x < 0 ? Math.expm1(x) : x)],
  ["selu", (tf, x) => tf.selu(x), x => SELU.scale * (x < 0 ? SELU.alpha * Math.expm1(x) : x)],
  ["sigmoid", (tf, x) => tf.sigmoid(x), sigmoid, [-8, 8]],
  ["logSigmoid", (tf, x) => tf.logSigmoid(x), x => Math.log(sigmoid(x))],
  ["tanh", (tf, x) => tf.tanh(x), Math.tanh, [-4, 4]],
  ["softplus", (tf, x) => tf.softplus(x), x => Math.log1p(Math.exp(x))],
  ["swish", (tf, x) => tf.mul(x, tf.sigmoid(x)), x => x * sigmoid(x)],
  ["exp", (tf, x) => tf.exp(x), Math.exp],
  ["expm1", (tf, x) => tf.expm1(x), Math.expm1],
  ["log", (tf, x) => tf.log(x), Math.log, [0.1, 5]],
  ["log1p", (tf, x) => tf.log1p(x), Math.log1p, [-0.5, 3]],
  ["sqrt", (tf, x) => tf.sqrt(x), Math.sqrt, [0.2, 5]],
  ["rsqrt", (tf, x) => tf.rsqrt(x), x => 1 / Math.sqrt(x), [0.2, 5]],
  ["square", (tf, x) => tf.square(x), x => x * x],
  ["reciprocal", (tf, x) => tf.reciprocal(x), x => 1 / x, [0.3, 3]],
  ["abs", (tf, x) => tf.abs(x), Math.abs],
  ["neg", (tf, x) => tf.neg(x), x => -x],
  ["sin", (tf, x) => tf.sin(x), Math.sin],
  ["cos", (tf, x) => tf.cos(x), Math.cos],
  ["tan", (tf, x) => tf.tan(x), Math.tan, [-1, 1]],
  ["atan", (tf, x) => tf.atan(x), Math.atan],
  ["erf", (tf, x) => tf.erf(x), erf],
  ["clipByValue", (tf, x) => tf.clipByValue(x, -0.6, 1.1), x => Math.min(Math.max(x, -0.6), 1.1)],
];

/** The shape two operands broadcast to, and the number of one at an index of it. */
function broadcast(a: Dense, b: Dense, f: (a: number, b: number) => number): Dense {
  const rank = Math.max(a.shape.length, b.shape.length);
  const stretched = (x: Dense) => ({
    ...x,
    shape: [...new Array<number>(rank - x.shape.length).fill(1), ...x.shape],
  });
  const [p, q] = [stretched(a), stretched(b)];
  const shape = p.shape.map((length, axis) => Math.max(length, q.shape[axis]));
  const read = (x: Dense, index: readonly number[]) =>
    at(
      x,
      index.map((i, axis) => (x.shape[axis] === 1 ? 0 : i)),
    );
  return fill(shape, index => f(read(p, index), read(q, index)));
}

type Binary = (tf: typeof TF, a: TF.Tensor, b: TF.Tensor) => TF.Tensor;

const BINARY: readonly (readonly [string, Binary, (a: number, b: number) => number])[] = [
  ["add", (tf, a, b) => tf.add(a, b), (a, b) => a + b],
  ["sub", (tf, a, b) => tf.sub(a, b), (a, b) => a - b],
  ["mul", (tf, a, b) => tf.mul(a, b), (a, b) => a * b],
  ["div", (tf, a, b) => tf.div(a, b), (a, b) => a / b],
  ["pow", (tf, a, b) => tf.pow(a, b), (a, b) => a ** b],
  ["maximum", (tf, a, b) => tf.maximum(a, b), Math.max],
  ["minimum", (tf, a, b) => tf.minimum(a, b), Math.min],
  ["squaredDifference", (tf, a, b) => tf.squaredDifference(a, b), (a, b) => (a - b) ** 2],
];

const BROADCASTS: readonly (readonly [readonly number[], readonly number[]])[] = [
  [
    [2, 3, 5],
    [2, 3, 5],
  ],
  [[2, 3, 4, 5], [5]],
  [
    [2, 3, 4],
    [3, 1],
  ],
  [
    [2, 1, 4],
    [3, 1],
  ],
  [[3, 4], []],
];

const unary: readonly OpRow[] = UNARY.map(([name, op, formula, [low, high] = [-2, 2]], i) => ({
  name,
  inputs: [random([2, 3, 5, 7], 20 + i, low, high)],
  run: (tf, x) => op(tf, x),
  loops: x => map(x, formula),
}));

const binary: readonly OpRow[] = BINARY.flatMap(([name, op, formula], i) =>
  BROADCASTS.map(
    ([a, b]): OpRow => ({
      name: `${name} of [${a}] and [${b}]`,
      inputs: [random(a, 60 + i, 0.5, 2), random(b, 80 + i, 0.5, 2)],
      run: (tf, x, y) => op(tf, x, y),
      loops: (x, y) => broadcast(x, y, formula),
    }),
  ),
);

describeOps("functions of one number", unary);
describeOps("functions of two numbers, broadcast,", [
  ...binary,
  {
    name: "prelu of [2,3,4,5] and [5]",
    inputs: [random([2, 3, 4, 5], 90), random([5], 91)],
    run: (tf, x, alpha) => tf.prelu(x, alpha),
    loops: (x, alpha) => broadcast(x, alpha, (value, slope) => (value < 0 ? slope * value : value)),
  },
  {
    name: "where a > b",
    inputs: [random([2, 3, 4], 92), random([2, 3, 4], 93)],
    run: (tf, a, b) => tf.where(tf.greater(a, b), tf.mul(a, 2), b),
    loops: (a, b) => broadcast(a, b, (x, y) => (x > y ? 2 * x : y)),
  },
]);
