import type * as TF from "@tensorflow/tfjs";
import type {OpRow} from "../support/checkOp.js";
import {at, type Dense, fill, permute, random, zeros} from "../support/dense.js";
import {describeOps} from "../support/describeOps.js";

/** Operations that only move numbers: what stands at an index of the result comes from an index of the input, or is 0. */
function moved(x: Dense, shape: readonly number[], from: (index: number[]) => number[] | undefined): Dense {
  return fill(shape, index => {
    const source = from(index);
    return source === undefined ? 0 : at(x, source);
  });
}

/** Whether an index lies within a shape; below 0 or beyond it is padding. */
const inside = (index: readonly number[], shape: readonly number[]) =>
  index.every((i, axis) => i >= 0 && i < shape[axis]);

/** Mirrors an index that runs over the edge; `offset` 1 leaves the edge itself out. */
const mirrored = (i: number, length: number, offset: number) =>
  i < 0 ? -i - 1 + offset : i >= length ? 2 * length - 1 - offset - i : i;

const SHAPE = [2, 5, 7, 3];
const x = random(SHAPE, 140);
const indicesOf = (tf: typeof TF, values: readonly number[]) => tf.tensor1d([...values], "int32");

const rows: readonly OpRow[] = [
  ...[
    [0, 3, 1, 2],
    [3, 2, 1, 0],
    [1, 0, 2, 3],
    [0, 2, 1, 3],
  ].map(
    (order): OpRow => ({
      name: `transpose of [${SHAPE}] to ${order}`,
      inputs: [x],
      run: (tf, a) => tf.transpose(a, order),
      loops: a => permute(a, order),
    }),
  ),
  {
    name: "transpose of six axes",
    inputs: [random([2, 3, 1, 4, 2, 3], 141)],
    run: (tf, a) => tf.transpose(a as TF.Tensor, [5, 0, 3, 2, 4, 1]),
    loops: a => permute(a, [5, 0, 3, 2, 4, 1]),
  },
  {
    name: "reshape after transpose",
    inputs: [x],
    run: (tf, a) => tf.reshape(tf.transpose(a, [0, 2, 1, 3]), [14, 15]),
    loops: a => ({...permute(a, [0, 2, 1, 3]), shape: [14, 15]}),
  },
  {
    name: "slice of each axis",
    inputs: [x],
    run: (tf, a) => tf.slice(a, [1, 2, 3, 0], [1, 3, 2, 2]),
    loops: a => moved(a, [1, 3, 2, 2], ([n, h, w, c]) => [n + 1, h + 2, w + 3, c]),
  },
  {
    name: "pad of each axis",
    inputs: [x],
    run: (tf, a) =>
      tf.pad(a, [
        [0, 1],
        [2, 0],
        [1, 3],
        [1, 0],
      ]),
    loops: a =>
      moved(a, [3, 7, 11, 4], ([n, h, w, c]) => {
        const from = [n, h - 2, w - 1, c - 1];
        return inside(from, SHAPE) ? from : undefined;
      }),
  },
  ...(["reflect", "symmetric"] as const).map(
    (mode): OpRow => ({
      name: `mirrorPad, ${mode}`,
      inputs: [x],
      run: (tf, a) =>
        tf.mirrorPad(
          a,
          [
            [0, 0],
            [2, 1],
            [1, 3],
            [0, 0],
          ],
          mode,
        ),
      loops: a => {
        const offset = mode === "reflect" ? 1 : 0;
        return moved(a, [2, 8, 11, 3], ([n, h, w, c]) => [
          n,
          mirrored(h - 2, 5, offset),
          mirrored(w - 1, 7, offset),
          c,
        ]);
      },
    }),
  ),
  {
    name: "reverse of two axes",
    inputs: [x],
    run: (tf, a) => tf.reverse(a, [1, 3]),
    loops: a => moved(a, SHAPE, ([n, h, w, c]) => [n, 4 - h, w, 2 - c]),
  },
  {
    name: "image.flipLeftRight",
    inputs: [x],
    run: (tf, a) => tf.image.flipLeftRight(a),
    loops: a => moved(a, SHAPE, ([n, h, w, c]) => [n, h, 6 - w, c]),
    gradient: "none",
  },
  {
    name: "tile of three axes",
    inputs: [random([2, 3, 4], 142)],
    run: (tf, a) => tf.tile(a as TF.Tensor, [2, 1, 3]),
    loops: a => moved(a, [4, 3, 12], ([n, h, w]) => [n % 2, h, w % 4]),
  },
  {
    name: "broadcastTo",
    inputs: [random([3, 1], 143)],
    run: (tf, a) => tf.broadcastTo(a as TF.Tensor, [2, 3, 5]),
    loops: a => moved(a, [2, 3, 5], ([, h]) => [h, 0]),
  },
  ...[1, 2, 3].map(
    (axis): OpRow => ({
      name: `concat along ${axis}`,
      inputs: [
        x,
        random(
          SHAPE.map((length, i) => (i === axis ? 2 : length)),
          144,
        ),
      ],
      run: (tf, a, b) => tf.concat([a, b], axis),
      loops: (a, b) =>
        fill(
          SHAPE.map((length, i) => (i === axis ? length + 2 : length)),
          index =>
            index[axis] < SHAPE[axis]
              ? at(a, index)
              : at(
                  b,
                  index.map((i, k) => (k === axis ? i - SHAPE[axis] : i)),
                ),
        ),
    }),
  ),
  {
    name: "split into unequal parts, the middle one",
    inputs: [x],
    run: (tf, a) => tf.split(a, [2, 4, 1], 2)[1],
    loops: a => moved(a, [2, 5, 4, 3], ([n, h, w, c]) => [n, h, w + 2, c]),
  },
  {
    name: "stack and unstack",
    inputs: [random([3, 4], 145), random([3, 4], 146)],
    run: (tf, a, b) => tf.stack(tf.unstack(tf.stack<TF.Tensor>([a, b], 1), 2), 0),
    loops: (a, b) => fill([4, 3, 2], ([w, h, which]) => at(which === 0 ? a : b, [h, w])),
  },
  ...[0, 1, 3].map(
    (axis): OpRow => ({
      name: `gather along ${axis}, an index twice`,
      inputs: [x],
      run: (tf, a) => tf.gather(a, indicesOf(tf, [1, 0, 1]), axis),
      loops: a =>
        moved(
          a,
          SHAPE.map((length, i) => (i === axis ? 3 : length)),
          index => index.map((i, k) => (k === axis ? [1, 0, 1][i] : i)),
        ),
    }),
  ),
  {
    name: "gather of rows, as an embedding does",
    inputs: [random([9, 4], 147)],
    run: (tf, a) => tf.gather(a as TF.Tensor, tf.tensor2d([3, 8, 3, 0, 1, 3], [2, 3], "int32")),
    loops: a => moved(a, [2, 3, 4], ([n, i, c]) => [[3, 8, 3, 0, 1, 3][n * 3 + i], c]),
  },
  {
    name: "unsortedSegmentSum",
    inputs: [random([5, 3], 148)],
    run: (tf, a) => tf.unsortedSegmentSum(a as TF.Tensor, indicesOf(tf, [2, 0, 2, 3, 0]), 4),
    loops: a => {
      const y = zeros([4, 3]);
      for (const [row, segment] of [2, 0, 2, 3, 0].entries())
        for (let c = 0; c < 3; c++) y.data[segment * 3 + c] += at(a, [row, c]);
      return y;
    },
  },
  {
    name: "spaceToBatchND",
    inputs: [random([2, 4, 6, 3], 149)],
    run: (tf, a) =>
      tf.spaceToBatchND(
        a as TF.Tensor,
        [2, 3],
        [
          [0, 0],
          [0, 0],
        ],
      ),
    loops: a =>
      moved(a, [12, 2, 2, 3], ([n, h, w, c]) => {
        const block = Math.floor(n / 2);
        return [n % 2, h * 2 + Math.floor(block / 3), w * 3 + (block % 3), c];
      }),
  },
  {
    name: "batchToSpaceND",
    inputs: [random([12, 2, 2, 3], 150)],
    run: (tf, a) =>
      tf.batchToSpaceND(
        a as TF.Tensor,
        [2, 3],
        [
          [0, 0],
          [0, 0],
        ],
      ),
    loops: a =>
      moved(a, [2, 4, 6, 3], ([n, h, w, c]) => [
        ((h % 2) * 3 + (w % 3)) * 2 + n,
        Math.floor(h / 2),
        Math.floor(w / 3),
        c,
      ]),
  },
  {
    name: "depthToSpace",
    inputs: [random([2, 3, 2, 8], 151)],
    run: (tf, a) => tf.depthToSpace(a, 2, "NHWC"),
    loops: a =>
      moved(a, [2, 6, 4, 2], ([n, h, w, c]) => [n, h >> 1, w >> 1, ((h % 2) * 2 + (w % 2)) * 2 + c]),
  },
  {
    name: "channel shuffle by reshape and transpose",
    inputs: [random([2, 3, 5, 6], 152)],
    run: (tf, a) =>
      tf.reshape(tf.transpose(tf.reshape<TF.Rank>(a, [2, 3, 5, 2, 3]), [0, 1, 2, 4, 3]), [2, 3, 5, 6]),
    loops: a => moved(a, [2, 3, 5, 6], ([n, h, w, c]) => [n, h, w, (c % 2) * 3 + (c >> 1)]),
  },
  {
    name: "oneHot",
    inputs: [random([2, 3], 153)],
    run: tf => tf.oneHot(tf.tensor2d([1, 3, 0, 2, 2, 1], [2, 3], "int32"), 4),
    loops: () => fill([2, 3, 4], ([n, i, c]) => ([1, 3, 0, 2, 2, 1][n * 3 + i] === c ? 1 : 0)),
    gradient: "none",
  },
  {
    name: "stridedSlice",
    inputs: [x],
    run: (tf, a) => tf.stridedSlice(a, [0, 1, 6, 0], [2, 5, 0, 3], [1, 2, -2, 1]),
    loops: a => moved(a, [2, 2, 3, 3], ([n, h, w, c]) => [n, 1 + 2 * h, 6 - 2 * w, c]),
    gradient: "none",
  },
];

describeOps("operations that move numbers", rows);
