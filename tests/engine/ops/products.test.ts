import type * as TF from "@tensorflow/tfjs";
import type {OpRow} from "../support/checkOp.js";
import {at, type Dense, fill, indices, random} from "../support/dense.js";
import {describeOps} from "../support/describeOps.js";

/** The product of two stacks of matrices; a stack of one serves all. */
function product(a: Dense, b: Dense, transposeA: boolean, transposeB: boolean): Dense {
  const [batchA, batchB] = [a.shape[0], b.shape[0]];
  const [rows, inner] = transposeA ? [a.shape[2], a.shape[1]] : [a.shape[1], a.shape[2]];
  const columns = transposeB ? b.shape[1] : b.shape[2];
  return fill([Math.max(batchA, batchB), rows, columns], ([n, i, j]) => {
    let sum = 0;
    for (let k = 0; k < inner; k++) {
      const left = at(a, [batchA === 1 ? 0 : n, ...(transposeA ? [k, i] : [i, k])]);
      sum += left * at(b, [batchB === 1 ? 0 : n, ...(transposeB ? [j, k] : [k, j])]);
    }
    return sum;
  });
}

/** By the definition: over every value of every label, the product of the operands goes to the place of the output. */
function einsum(equation: string, ...operands: Dense[]): Dense {
  const [left = "", output = ""] = equation.split("->");
  const terms = left.split(",").map(term => [...term]);
  const length = new Map<string, number>();
  for (const [which, term] of terms.entries())
    for (const [axis, label] of term.entries()) length.set(label, operands[which].shape[axis]);
  const labels = [...length.keys()];
  const summed = labels.filter(label => !output.includes(label));
  const sizes = (names: readonly string[]) => names.map(label => length.get(label) ?? 1);
  return fill(sizes([...output]), place => {
    let sum = 0;
    for (const step of indices(sizes(summed))) {
      const value = (label: string) =>
        output.includes(label) ? place[output.indexOf(label)] : step[summed.indexOf(label)];
      sum += operands.reduce((term, operand, which) => term * at(operand, terms[which].map(value)), 1);
    }
    return sum;
  });
}

const FLAGS = [
  [false, false],
  [true, false],
  [false, true],
  [true, true],
] as const;

const SIZES = [
  [1, 1, 3, 4, 5],
  [2, 2, 5, 3, 7],
  [3, 1, 4, 9, 2],
  [1, 1, 9, 17, 5],
] as const;

const products: readonly OpRow[] = SIZES.flatMap(([batchA, batchB, rows, inner, columns]) =>
  FLAGS.map(([transposeA, transposeB]): OpRow => {
    const a = [batchA, ...(transposeA ? [inner, rows] : [rows, inner])];
    const b = [batchB, ...(transposeB ? [columns, inner] : [inner, columns])];
    return {
      name: `matMul of [${a}] and [${b}]${transposeA ? ", first transposed" : ""}${transposeB ? ", second transposed" : ""}`,
      inputs: [random(a, 160), random(b, 161)],
      run: (tf, p, q) => tf.matMul(p as TF.Tensor, q as TF.Tensor, transposeA, transposeB),
      loops: (p, q) => product(p, q, transposeA, transposeB),
    };
  }),
);

const EQUATIONS: readonly (readonly [string, ...(readonly number[])[]])[] = [
  ["ij,jk->ik", [3, 4], [4, 5]],
  ["ij,jk->ki", [3, 4], [4, 5]],
  ["bij,bjk->bik", [2, 3, 4], [2, 4, 5]],
  ["bqd,bkd->bqk", [2, 3, 4], [2, 5, 4]],
  ["bhwc,cf->bhwf", [2, 3, 4, 5], [5, 2]],
  ["i,j->ij", [3], [4]],
  ["i,i->", [5], [5]],
  ["ij->ji", [3, 4]],
  ["ij->j", [3, 4]],
  ["ij->", [3, 4]],
  ["bijc,bjd->bid", [2, 3, 4, 2], [2, 4, 3]],
];

const sums: readonly OpRow[] = EQUATIONS.map(([equation, ...shapes]) => ({
  name: `einsum ${equation} of ${shapes.map(shape => `[${shape}]`).join(" and ")}`,
  inputs: shapes.map((shape, i) => random(shape, 170 + i)),
  run: (tf, ...operands) => tf.einsum(equation, ...(operands as TF.Tensor[])),
  loops: (...operands) => einsum(equation, ...operands),
}));

describeOps("matrix products", [
  ...products,
  {
    name: "dot of [4,3] and [3]",
    inputs: [random([4, 3], 162), random([3], 163)],
    run: (tf, a, b) => tf.dot(a as TF.Tensor, b as TF.Tensor),
    loops: (a, b) => fill([4], ([i]) => [0, 1, 2].reduce((sum, k) => sum + at(a, [i, k]) * at(b, [k]), 0)),
  },
  {
    name: "fused.matMul with bias and relu",
    inputs: [random([3, 4], 164), random([4, 5], 165), random([5], 166)],
    run: (tf, a, b, bias) =>
      tf.fused.matMul({a: a as TF.Tensor, b: b as TF.Tensor, bias, activation: "relu"}),
    loops: (a, b, bias) =>
      fill([3, 5], ([i, j]) =>
        Math.max(
          0,
          [0, 1, 2, 3].reduce((sum, k) => sum + at(a, [i, k]) * at(b, [k, j]), at(bias, [j])),
        ),
      ),
  },
]);
describeOps("tf.einsum", sums);
