import type * as TF from "@tensorflow/tfjs";
import type {OpRow} from "../support/checkOp.js";
import {at, type Dense, dense, distinct, fill, indices, random, sizeOf} from "../support/dense.js";
import {describeOps} from "../support/describeOps.js";

/** Puts the numbers of each group that `axes` run through into `f`. */
function reduce(x: Dense, axes: readonly number[], f: (values: number[]) => number, keep: boolean): Dense {
  const kept = x.shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
  const through = x.shape.map((length, axis) => (axes.includes(axis) ? length : 1));
  const result = fill(kept, index =>
    f(
      [...indices(through)].map(step =>
        at(
          x,
          index.map((i, axis) => i + step[axis]),
        ),
      ),
    ),
  );
  return keep ? result : {...result, shape: kept.filter((_, axis) => !axes.includes(axis))};
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;
const variance = (values: readonly number[]) => mean(values.map(value => (value - mean(values)) ** 2));

type Reduction = (tf: typeof TF, x: TF.Tensor, axes: number[], keep: boolean) => TF.Tensor;

const REDUCTIONS: readonly (readonly [string, Reduction, (values: number[]) => number])[] = [
  ["sum", (tf, x, axes, keep) => tf.sum(x, axes, keep), sum],
  ["mean", (tf, x, axes, keep) => tf.mean(x, axes, keep), mean],
  ["max", (tf, x, axes, keep) => tf.max(x, axes, keep), values => Math.max(...values)],
  ["min", (tf, x, axes, keep) => tf.min(x, axes, keep), values => Math.min(...values)],
  [
    "logSumExp",
    (tf, x, axes, keep) => tf.logSumExp(x, axes, keep),
    values => Math.log(sum(values.map(Math.exp))),
  ],
  ["variance of moments", (tf, x, axes, keep) => tf.moments(x, axes, keep).variance, variance],
  [
    "euclideanNorm",
    (tf, x, axes, keep) => tf.norm(x, "euclidean", axes, keep),
    values => Math.hypot(...values),
  ],
];

const CASES: readonly (readonly [readonly number[], number[], boolean])[] = [
  [[2, 3, 5, 4], [1, 2], false],
  [[2, 3, 5, 4], [3], true],
  [[2, 3, 5, 4], [0, 1, 2], true],
  [[3, 5], [0], false],
  [[3, 4, 2], [0, 1, 2], false],
];

const reductions: readonly OpRow[] = REDUCTIONS.flatMap(([name, op, f], i) =>
  // A norm along three axes is no norm of TensorFlow.js.
  CASES.filter(([, axes]) => name !== "euclideanNorm" || axes.length < 3).map(
    ([shape, axes, keep]): OpRow => ({
      name: `${name} of [${shape}] along ${axes}${keep ? ", axes kept" : ""}`,
      // A maximum and its gradient are only well defined where no two numbers are equal.
      inputs: [distinct(shape, 100 + i)],
      run: (tf, x) => op(tf, x, axes, keep),
      loops: x => reduce(x, axes, f, keep),
    }),
  ),
);

/** Position of the extreme along an axis, the first of equals. */
function position(x: Dense, axis: number, better: (a: number, b: number) => boolean): Dense {
  return reduce(
    x,
    [axis],
    values => values.reduce((best, v, i) => (better(v, values[best]) ? i : best), 0),
    false,
  );
}

const integers: readonly OpRow[] = [
  {
    name: "argMax of [3,5,4] along 1",
    inputs: [distinct([3, 5, 4], 120)],
    run: (tf, x) => tf.argMax(x, 1),
    loops: x => position(x, 1, (a, b) => a > b),
    gradient: "none",
  },
  {
    name: "argMin of [3,5,4] along 2",
    inputs: [distinct([3, 5, 4], 121)],
    run: (tf, x) => tf.argMin(x, 2),
    loops: x => position(x, 2, (a, b) => a < b),
    gradient: "none",
  },
  {
    name: "argMax of equals is the first",
    inputs: [dense([2, 4], [1, 3, 3, 0, 2, 2, 2, 2])],
    run: (tf, x) => tf.argMax(x, 1),
    loops: () => dense([2], [1, 0]),
    gradient: "none",
  },
  {
    name: "topk(3) of [4,7], values",
    inputs: [distinct([4, 7], 122)],
    run: (tf, x) => tf.topk(x, 3).values,
    loops: x =>
      fill(
        [4, 3],
        ([row, rank]) =>
          x.data
            .slice(row * 7, row * 7 + 7)
            .sort()
            .reverse()[rank],
      ),
    gradient: "none",
  },
  {
    name: "cumsum of [2,5,3] along 1",
    inputs: [random([2, 5, 3], 123)],
    run: (tf, x) => tf.cumsum(x, 1),
    loops: x => fill([2, 5, 3], ([n, i, c]) => sum(Array.from({length: i + 1}, (_, j) => at(x, [n, j, c])))),
  },
  {
    name: "cumsum of [2,5,3] along 2, exclusive and reversed",
    inputs: [random([2, 5, 3], 124)],
    run: (tf, x) => tf.cumsum(x, 2, true, true),
    loops: x =>
      fill([2, 5, 3], ([n, i, c]) => sum(Array.from({length: 2 - c}, (_, j) => at(x, [n, i, c + 1 + j])))),
  },
  {
    name: "prod of [2,3,4] along 2",
    inputs: [random([2, 3, 4], 125, 0.5, 2)],
    run: (tf, x) => tf.prod(x, 2),
    loops: x => reduce(x, [2], values => values.reduce((product, value) => product * value, 1), false),
  },
];

/** The share of each number in its row, along the last axis. */
function softmax(x: Dense): Dense {
  const classes = x.shape[x.shape.length - 1];
  const powers = x.data.map(Math.exp);
  const rows = sizeOf(x.shape) / classes;
  const totals = Array.from({length: rows}, (_, row) =>
    sum([...powers.slice(row * classes, (row + 1) * classes)]),
  );
  return dense(
    x.shape,
    powers.map((power, i) => power / totals[Math.floor(i / classes)]),
  );
}

const LABELS = fill([5, 7], ([row, column]) => (column === (row * 3) % 7 ? 1 : 0));

const labels = (tf: typeof TF): TF.Tensor => tf.tensor2d(Float32Array.from(LABELS.data), [5, 7]);

const probabilities: readonly OpRow[] = [
  {
    name: "softmax of [3,4,7]",
    inputs: [random([3, 4, 7], 130, -3, 3)],
    run: (tf, x) => tf.softmax(x),
    loops: softmax,
  },
  {
    name: "softmax of [2,3] with numbers whose power overflows",
    inputs: [dense([2, 3], [1000, 1001, 999, -1000, -1001, -999])],
    run: (tf, x) => tf.softmax(x),
    loops: x => softmax({...x, data: x.data.map((value, i) => value - (i < 3 ? 1000 : -1000))}),
    gradient: "none",
  },
  {
    name: "logSoftmax of [5,7]",
    inputs: [random([5, 7], 131, -3, 3)],
    run: (tf, x) => tf.logSoftmax(x),
    loops: x => ({...softmax(x), data: softmax(x).data.map(Math.log)}),
  },
  {
    name: "softmax cross-entropy of [5,7]",
    inputs: [random([5, 7], 132, -3, 3)],
    run: (tf, x) => tf.losses.softmaxCrossEntropy(labels(tf), x as TF.Tensor),
    loops: x =>
      dense([], [mean([...softmax(x).data].flatMap((p, i) => (LABELS.data[i] === 1 ? [-Math.log(p)] : [])))]),
  },
  {
    name: "sigmoid cross-entropy of [5,7]",
    inputs: [random([5, 7], 133, -3, 3)],
    run: (tf, x) => tf.losses.sigmoidCrossEntropy(labels(tf), x as TF.Tensor),
    loops: x => dense([], [mean([...x.data].map((v, i) => Math.log1p(Math.exp(v)) - v * LABELS.data[i]))]),
  },
  {
    name: "mean squared error of [5,7]",
    inputs: [random([5, 7], 134), random([5, 7], 135)],
    run: (tf, x, y) => tf.losses.meanSquaredError(x, y),
    loops: (x, y) => dense([], [mean([...x.data].map((v, i) => (v - y.data[i]) ** 2))]),
  },
  {
    name: "Huber loss of [5,7]",
    inputs: [random([5, 7], 136), random([5, 7], 137)],
    run: (tf, x, y) => tf.losses.huberLoss(x, y, undefined, 0.5),
    loops: (x, y) => {
      const huber = (off: number) => (off <= 0.5 ? (off * off) / 2 : 0.5 * (off - 0.25));
      return dense([], [mean([...x.data].map((v, i) => huber(Math.abs(v - y.data[i]))))]);
    },
  },
];

describeOps("reductions", reductions);
describeOps("positions and running sums", integers);
describeOps("probabilities and losses", probabilities);
