import type * as TF from "@tensorflow/tfjs";
import {groupedConv2d} from "../../../src/engine/ops/groupedConv2d.js";
import type {OpRow} from "../support/checkOp.js";
import {
  asGrouped,
  type Convolution,
  convolve,
  convolveBack,
  convolveFilter,
  outputShape,
} from "../support/convolution.js";
import {type Dense, dense, random} from "../support/dense.js";
import {describeOps} from "../support/describeOps.js";

const PADS = ["same", "valid"] as const;
type Padding = (typeof PADS)[number];

/** Both paddings of each line. */
function padded<T>(lines: readonly T[]): (T & {readonly pad: Padding})[] {
  return lines.flatMap(line => PADS.map(pad => ({...line, pad})));
}

const text = ({x, filter, strides, dilations, pad}: Convolution) =>
  `x [${x}], filter [${filter}], strides ${strides}, dilations ${dilations}, pad ${pad}`;
const two = ([height, width]: readonly number[]): [number, number] => [height, width];
const three = ([depth, height, width]: readonly number[]): [number, number, number] => [depth, height, width];

const along1: readonly OpRow[] = padded([
  {x: [2, 11, 3], filter: [4, 3, 5], strides: [1], dilations: [1]},
  {x: [3, 12, 2], filter: [3, 2, 4], strides: [2], dilations: [1]},
  {x: [1, 14, 4], filter: [3, 4, 2], strides: [1], dilations: [3]},
]).map(line => ({
  name: text(line),
  inputs: [random(line.x, 1), random(line.filter, 2)],
  run: (tf, x, w) => {
    const [signal, filter] = [x, w] as TF.Tensor[] as TF.Tensor3D[];
    return tf.conv1d(signal, filter, line.strides[0], line.pad, "NWC", line.dilations[0]);
  },
  loops: (x, w) => convolve(line, x, w),
  gradient: (dy, x, w) => [convolveBack(line, dy, w), convolveFilter(line, x, dy)],
}));

/** As layers call it: with a bias, the activation after it. */
const fused: readonly OpRow[] = padded([
  {x: [2, 7, 9, 3], filter: [3, 2, 3, 5], strides: [2, 2], dilations: [1, 1], activation: "linear" as const},
  {x: [2, 9, 8, 3], filter: [3, 2, 3, 4], strides: [1, 1], dilations: [2, 3], activation: "linear" as const},
  {x: [1, 9, 8, 2], filter: [3, 3, 2, 4], strides: [1, 1], dilations: [2, 2], activation: "sigmoid" as const},
  {x: [2, 6, 8, 3], filter: [3, 2, 3, 5], strides: [1, 1], dilations: [1, 1], activation: "elu" as const},
]).map(line => {
  const channels = line.filter[3];
  const activations = {
    linear: (v: number) => v,
    sigmoid: (v: number) => 1 / (1 + Math.exp(-v)),
    elu: (v: number) => (v < 0 ? Math.expm1(v) : v),
  };
  return {
    name: `${text(line)}, bias, ${line.activation}`,
    inputs: [random(line.x, 16), random(line.filter, 17), random([channels], 18)],
    run: (tf, x, filter, bias) => {
      const {pad, activation} = line;
      const steps = {strides: two(line.strides), dilations: two(line.dilations)};
      return tf.fused.conv2d({x, filter, bias, pad, activation, ...steps});
    },
    loops: (x, w, bias) => {
      const y = convolve(line, x, w);
      return dense(
        y.shape,
        y.data.map((value, i) => activations[line.activation](value + bias.data[i % channels])),
      );
    },
  };
});

/** The filter of a depthwise convolution is [height, width, channels, multiplier]. */
const depthwise: readonly OpRow[] = padded([
  {x: [2, 7, 9, 3], filter: [3, 2, 3, 1], strides: [1, 1], dilations: [1, 1]},
  {x: [1, 9, 8, 4], filter: [3, 3, 4, 2], strides: [2, 2], dilations: [1, 1]},
  {x: [2, 8, 11, 5], filter: [2, 3, 5, 3], strides: [1, 1], dilations: [1, 1]},
  {x: [2, 9, 10, 3], filter: [3, 2, 3, 2], strides: [1, 1], dilations: [2, 3]},
  {x: [1, 9, 9, 8], filter: [3, 3, 8, 1], strides: [1, 1], dilations: [2, 2]},
  {x: [3, 12, 11, 2], filter: [5, 5, 2, 1], strides: [3, 3], dilations: [1, 1]},
]).map(line => {
  const [height, width, channels, multiplier] = line.filter;
  const grouped = {...line, filter: [height, width, 1, channels * multiplier], groups: channels};
  return {
    name: text(line),
    inputs: [random(line.x, 3), random(line.filter, 4)],
    run: (tf, x, w) => tf.depthwiseConv2d(x, w, two(line.strides), line.pad, "NHWC", two(line.dilations)),
    loops: (x, w) => convolve(grouped, x, asGrouped(w)),
    gradient: (dy, x, w) => [
      convolveBack(grouped, dy, asGrouped(w)),
      dense(line.filter, convolveFilter(grouped, x, dy).data),
    ],
  };
});

const separable: readonly OpRow[] = padded([
  {x: [2, 7, 9, 3], filter: [3, 2, 3, 2], filters: 5, strides: [1, 1], dilations: [1, 1]},
  {x: [1, 9, 8, 4], filter: [3, 3, 4, 1], filters: 3, strides: [2, 2], dilations: [1, 1]},
  {x: [2, 9, 8, 2], filter: [3, 2, 2, 3], filters: 4, strides: [1, 1], dilations: [2, 2]},
]).map(line => {
  const [height, width, channels, multiplier] = line.filter;
  const spatial = {...line, filter: [height, width, 1, channels * multiplier], groups: channels};
  const middle = outputShape(spatial);
  const point = [1, 1, channels * multiplier, line.filters];
  const mix: Convolution = {x: middle, filter: point, strides: [1, 1], dilations: [1, 1], pad: "valid"};
  return {
    name: `${text(line)}, filters ${line.filters}`,
    inputs: [random(line.x, 5), random(line.filter, 6), random(point, 7)],
    run: (tf, x, w, p) => tf.separableConv2d(x, w, p, two(line.strides), line.pad, two(line.dilations)),
    loops: (x, w, p) => convolve(mix, convolve(spatial, x, asGrouped(w)), p),
    gradient: (dy, x, w, p) => {
      const between = convolve(spatial, x, asGrouped(w));
      const dBetween = convolveBack(mix, dy, p);
      return [
        convolveBack(spatial, dBetween, asGrouped(w)),
        dense(line.filter, convolveFilter(spatial, x, dBetween).data),
        convolveFilter(mix, between, dy),
      ];
    },
  };
});

/** `x` of these lines is the output of the transposed convolution: it undoes a convolution from there. */
const transposed: readonly OpRow[] = padded([
  {x: [2, 9, 8, 3], filter: [3, 2, 3, 5], strides: [1, 1], dilations: [1, 1]},
  {x: [1, 11, 9, 2], filter: [3, 3, 2, 4], strides: [2, 2], dilations: [1, 1]},
  {x: [2, 10, 12, 4], filter: [4, 3, 4, 3], strides: [3, 2], dilations: [1, 1]},
]).map(line => ({
  name: text(line),
  inputs: [random(outputShape(line), 8), random(line.filter, 9)],
  run: (tf, y, w) => {
    const [n, height, width, channels] = line.x;
    return tf.conv2dTranspose(y, w, [n, height, width, channels], two(line.strides), line.pad);
  },
  loops: (y, w) => convolveBack(line, y, w),
  gradient: (dx, y, w) => [convolve(line, dx, w), convolveFilter(line, dx, y)],
}));

const along3 = padded([
  {x: [2, 4, 5, 6, 3], filter: [2, 3, 2, 3, 4], strides: [1, 1, 1], dilations: [1, 1, 1]},
  {x: [1, 5, 7, 6, 2], filter: [3, 2, 3, 2, 3], strides: [2, 2, 2], dilations: [1, 1, 1]},
  {x: [1, 5, 6, 7, 2], filter: [2, 3, 2, 2, 3], strides: [1, 1, 1], dilations: [2, 2, 2]},
  {x: [2, 3, 6, 5, 3], filter: [1, 3, 3, 3, 2], strides: [1, 1, 1], dilations: [1, 2, 1]},
]);

const volumes: readonly OpRow[] = along3.map(line => ({
  name: text(line),
  inputs: [random(line.x, 10), random(line.filter, 11)],
  run: (tf, x, w) => {
    const [volume, filter] = [x, w] as TF.Tensor[] as TF.Tensor5D[];
    return tf.conv3d(volume, filter, three(line.strides), line.pad, "NDHWC", three(line.dilations));
  },
  loops: (x, w) => convolve(line, x, w),
  gradient: (dy, x, w) => [convolveBack(line, dy, w), convolveFilter(line, x, dy)],
}));

const volumesBack: readonly OpRow[] = along3
  .filter(({dilations}) => dilations.every(d => d === 1))
  .map(line => ({
    name: text(line),
    inputs: [random(outputShape(line), 12), random(line.filter, 13)],
    run: (tf, y, w) => {
      const [volume, filter] = [y, w] as TF.Tensor[] as TF.Tensor5D[];
      const [n, depth, height, width, channels] = line.x;
      const shape: [number, number, number, number, number] = [n, depth, height, width, channels];
      return tf.conv3dTranspose(volume, filter, shape, three(line.strides), line.pad);
    },
    loops: (y, w) => convolveBack(line, y, w),
    gradient: (dx, y, w) => [convolve(line, dx, w), convolveFilter(line, dx, y)],
  }));

const grouped: readonly OpRow[] = [
  ...padded([
    {x: [2, 7, 9, 6], filter: [3, 2, 3, 4], groups: 2, strides: [1, 1], dilations: [1, 1]},
    {x: [1, 9, 8, 6], filter: [3, 3, 2, 9], groups: 3, strides: [2, 2], dilations: [1, 1]},
    {x: [2, 9, 10, 4], filter: [2, 3, 2, 6], groups: 2, strides: [1, 1], dilations: [3, 2]},
    {x: [2, 8, 7, 5], filter: [3, 3, 1, 10], groups: 5, strides: [1, 1], dilations: [2, 1]},
    {x: [1, 6, 9, 4], filter: [1, 1, 4, 3], groups: 1, strides: [1, 1], dilations: [1, 1]},
    {x: [2, 9, 7, 6], filter: [4, 3, 2, 6], groups: 3, strides: [3, 2], dilations: [1, 1]},
  ]),
  {
    x: [2, 7, 8, 4],
    filter: [3, 2, 2, 6],
    groups: 2,
    strides: [1, 1],
    dilations: [1, 1],
    pad: [
      [1, 2],
      [0, 1],
    ] as const,
  },
  {x: [2, 7, 8, 4], filter: [3, 2, 2, 6], groups: 2, strides: [2, 1], dilations: [1, 1], pad: 2},
].map((line: Convolution) => ({
  name: `${text(line)}, groups ${line.groups}`,
  inputs: [random(line.x, 14), random(line.filter, 15)],
  run: (_tf, x, w) => {
    const {pad, groups, strides} = line;
    const padding =
      typeof pad === "object"
        ? ([[0, 0], two(pad[0]), two(pad[1]), [0, 0]] as TF.backend_util.ExplicitPadding)
        : pad;
    return groupedConv2d(x, w, two(strides), padding, {groups, dilations: two(line.dilations)});
  },
  loops: (x: Dense, w: Dense) => convolve(line, x, w),
  gradient: (dy: Dense, x: Dense, w: Dense) => [convolveBack(line, dy, w), convolveFilter(line, x, dy)],
}));

describeOps("tf.conv1d", along1);
describeOps("tf.fused.conv2d", fused);
describeOps("tf.depthwiseConv2d", depthwise);
describeOps("tf.separableConv2d", separable);
describeOps("tf.conv2dTranspose", transposed);
describeOps("tf.conv3d", volumes);
describeOps("tf.conv3dTranspose", volumesBack);
describeOps("groupedConv2d", grouped);
