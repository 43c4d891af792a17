import type * as TF from "@tensorflow/tfjs";
import type {OpRow} from "../support/checkOp.js";
import {type Convolution, convolve, convolveBack, convolveFilter, type Pad} from "../support/convolution.js";
import {permute, random} from "../support/dense.js";
import {describeOps} from "../support/describeOps.js";

type Pair = readonly [number, number];

/** [batch, height, width, channels] and [height, width, channels, filters]: all different, so that a swapped axis shows. */
const SHAPES: readonly (readonly [readonly number[], readonly number[]])[] = [
  [
    [2, 7, 9, 3],
    [3, 2, 3, 5],
  ],
  [
    [1, 10, 8, 6],
    [1, 1, 6, 4],
  ],
  [
    [3, 11, 9, 1],
    [5, 4, 1, 2],
  ],
  [
    [2, 9, 12, 8],
    [3, 3, 8, 16],
  ],
];

/** Stride and dilation; TensorFlow.js wants one of them to be 1. */
const STEPS: readonly (readonly [Pair, Pair])[] = [
  [
    [1, 1],
    [1, 1],
  ],
  [
    [2, 2],
    [1, 1],
  ],
  [
    [3, 2],
    [1, 1],
  ],
  [
    [1, 1],
    [2, 2],
  ],
  [
    [1, 1],
    [2, 3],
  ],
];

const EXPLICIT: Pad = [
  [2, 1],
  [0, 3],
];
const PADS: readonly Pad[] = ["same", "valid", 1, EXPLICIT];

/** The padding as TensorFlow.js wants it. */
function tfPad(
  pad: Pad,
  format: "NHWC" | "NCHW",
): number | "same" | "valid" | TF.backend_util.ExplicitPadding {
  if (typeof pad === "string" || typeof pad === "number") return pad;
  const [height, width] = pad.map(([before, after]): [number, number] => [before, after]);
  const none: [number, number] = [0, 0];
  return format === "NHWC" ? [none, height, width, none] : [none, none, height, width];
}

/** With one number as padding TensorFlow.js counts the columns with the kernel's height and the vertical stride. */
function fits({x, filter, strides, dilations, pad}: Convolution): boolean {
  const [height, width] = [0, 1].map(i => (filter[i] - 1) * dilations[i] + 1);
  if (typeof pad === "number") return height === width && strides[0] === strides[1];
  return pad !== "valid" || (height <= x[1] && width <= x[2]);
}

const last = [0, 2, 3, 1];
const first = [0, 3, 1, 2];

function row(convolution: Convolution): OpRow {
  const {x, filter, strides, dilations, pad} = convolution;
  const [step, dilation] = [strides, dilations].map(([height, width]): [number, number] => [height, width]);
  return {
    name: `x [${x}], filter [${filter}], strides ${strides}, dilations ${dilations}, pad ${pad}`,
    inputs: [random(x, 1), random(filter, 2)],
    run: (tf, a, w) => tf.conv2d(a, w, step, tfPad(pad, "NHWC"), "NHWC", dilation),
    loops: (a, w) => convolve(convolution, a, w),
    gradient: (dy, a, w) => [convolveBack(convolution, dy, w), convolveFilter(convolution, a, dy)],
  };
}

/** The same with the channels first. */
function channelsFirst(convolution: Convolution): OpRow {
  const {x, strides, dilations, pad} = convolution;
  const [step, dilation] = [strides, dilations].map(([height, width]): [number, number] => [height, width]);
  const {name, inputs} = row(convolution);
  return {
    name,
    inputs: [permute(random(x, 1), first), inputs[1]],
    run: (tf, a, w) => tf.conv2d(a, w, step, tfPad(pad, "NCHW"), "NCHW", dilation),
    loops: (a, w) => permute(convolve(convolution, permute(a, last), w), first),
    gradient: (dy, a, w) => {
      const back = permute(dy, last);
      const dx = convolveBack(convolution, back, w);
      return [permute(dx, first), convolveFilter(convolution, permute(a, last), back)];
    },
  };
}

const TABLE: readonly Convolution[] = SHAPES.flatMap(([x, filter]) =>
  STEPS.flatMap(([strides, dilations]) => PADS.map(pad => ({x, filter, strides, dilations, pad}))),
).filter(fits);

describeOps("tf.conv2d, channels last,", TABLE.map(row));
describeOps("tf.conv2d, channels first,", TABLE.filter((_, i) => i % 5 === 0).map(channelsFirst));
