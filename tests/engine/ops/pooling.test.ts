import type * as TF from "@tensorflow/tfjs";
import type {OpRow} from "../support/checkOp.js";
import {at, type Dense, distinct, fill, indices, random} from "../support/dense.js";
import {describeOps} from "../support/describeOps.js";

type Pad = "same" | "valid" | number;

/** A window that moves over the axes between batch and channels. */
interface Window {
  readonly shape: readonly number[];
  readonly size: readonly number[];
  readonly strides: readonly number[];
  readonly pad: Pad;
}

/** Output length and zeros before, of one axis. */
function place({shape, size, strides, pad}: Window, axis: number): {output: number; before: number} {
  const [input, window, stride] = [shape[axis + 1], size[axis], strides[axis]];
  if (pad === "same") {
    const output = Math.ceil(input / stride);
    return {output, before: Math.floor(Math.max(0, (output - 1) * stride + window - input) / 2)};
  }
  const before = pad === "valid" ? 0 : pad;
  return {output: Math.floor((input + 2 * before - window) / stride) + 1, before};
}

/** What `f` makes of the pixels of the image under each window; padding is not looked at. */
function pool(window: Window, x: Dense, f: (values: number[]) => number): Dense {
  const axes = window.size.map((_, axis) => place(window, axis));
  const {shape} = x;
  return fill([shape[0], ...axes.map(({output}) => output), shape[shape.length - 1]], index => {
    const values: number[] = [];
    for (const step of indices(window.size)) {
      const from = step.map((s, axis) => index[axis + 1] * window.strides[axis] + s - axes[axis].before);
      if (from.every((i, axis) => i >= 0 && i < shape[axis + 1]))
        values.push(at(x, [index[0], ...from, index[index.length - 1]]));
    }
    return f(values);
  });
}

const most = (values: readonly number[]) => Math.max(...values);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const FLAT: readonly Window[] = (
  [
    {shape: [2, 7, 9, 3], size: [2, 2], strides: [2, 2]},
    {shape: [1, 8, 7, 4], size: [3, 2], strides: [2, 3]},
    {shape: [2, 6, 5, 3], size: [3, 3], strides: [1, 1]},
    {shape: [3, 6, 8, 2], size: [3, 3], strides: [2, 2]},
    {shape: [2, 3, 4, 5], size: [3, 4], strides: [1, 1]},
    {shape: [1, 9, 9, 8], size: [1, 1], strides: [2, 2]},
  ] as const
).flatMap(line => (["same", "valid"] as const).map(pad => ({...line, pad})));

const PADDED: readonly Window[] = [
  {shape: [2, 7, 9, 3], size: [3, 3], strides: [2, 2], pad: 1},
  {shape: [1, 8, 6, 4], size: [2, 2], strides: [1, 1], pad: 1},
];

const VOLUMES: readonly Window[] = (
  [
    {shape: [2, 4, 6, 5, 3], size: [2, 2, 2], strides: [2, 2, 2]},
    {shape: [1, 5, 4, 7, 2], size: [2, 3, 2], strides: [1, 2, 3]},
  ] as const
).flatMap(line => (["same", "valid"] as const).map(pad => ({...line, pad})));

const text = ({shape, size, strides, pad}: Window) =>
  `x [${shape}], window ${size}, strides ${strides}, pad ${pad}`;
const two = ([height, width]: readonly number[]): [number, number] => [height, width];
const three = ([depth, height, width]: readonly number[]): [number, number, number] => [depth, height, width];

const maximum: readonly OpRow[] = [...FLAT, ...PADDED].map(window => ({
  name: text(window),
  inputs: [distinct(window.shape, 200)],
  run: (tf, x) => tf.maxPool(x, two(window.size), two(window.strides), window.pad),
  loops: x => pool(window, x, most),
}));

/** TensorFlow.js's average leaves padding out, as TensorFlow's does. */
const average: readonly OpRow[] = [...FLAT, ...PADDED].map(window => ({
  name: text(window),
  inputs: [random(window.shape, 201)],
  run: (tf, x) => tf.avgPool(x, two(window.size), two(window.strides), window.pad),
  loops: x => pool(window, x, mean),
}));

const volumes: readonly OpRow[] = VOLUMES.flatMap((window): OpRow[] => [
  {
    name: `maxPool3d ${text(window)}`,
    inputs: [distinct(window.shape, 202)],
    run: (tf, x) =>
      tf.maxPool3d(x as TF.Tensor as TF.Tensor5D, three(window.size), three(window.strides), window.pad),
    loops: x => pool(window, x, most),
  },
  {
    name: `avgPool3d ${text(window)}`,
    inputs: [random(window.shape, 203)],
    run: (tf, x) =>
      tf.avgPool3d(x as TF.Tensor as TF.Tensor5D, three(window.size), three(window.strides), window.pad),
    loops: x => pool(window, x, mean),
  },
]);

describeOps("tf.maxPool", maximum);
describeOps("tf.avgPool", average);
describeOps("pooling of volumes", volumes);
