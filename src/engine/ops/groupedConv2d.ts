import type * as TF from "@tensorflow/tfjs";
import {requireInteger} from "../../core/check.js";
import {GROUPED_CONV, hasKernel, type Padding, type Pair, runKernel} from "./groupedKernels.js";
import {tfjs} from "./tfjs.js";

export interface GroupedConvOptions {
  /** Into how many parts the channels and the filters are split; 1 is `tf.conv2d`. */
  readonly groups?: number;
  /** Distance in pixels between the taps of the kernel; above 1 only with stride 1. */
  readonly dilations?: Pair;
}

const WHERE = "groupedConv2d";

const pairOf = (value: Pair): [number, number] =>
  typeof value === "number" ? [value, value] : [value[0], value[1]];

/**
 * Padding in numbers, done beforehand: TensorFlow's library refuses it, and TensorFlow.js counts the columns of an output with the
 * kernel's height where one number is given.
 */
function padded(tf: typeof TF, x: TF.Tensor4D, pad: Exclude<Padding, string>): TF.Tensor4D {
  const side: [number, number] = [Number(pad), Number(pad)];
  return tf.pad(x, typeof pad === "number" ? [[0, 0], side, side, [0, 0]] : [...pad]);
}

function requirePair(name: string, value: Pair): [number, number] {
  const [height, width] = pairOf(value);
  return [requireInteger(WHERE, name, height, 1), requireInteger(WHERE, name, width, 1)];
}

/** Throws unless the shapes fit each other and the groups. */
function requireShapes(x: TF.Tensor4D, filter: TF.Tensor4D, groups: number): void {
  for (const [name, tensor] of Object.entries({x, filter})) {
    if (tensor.shape.length !== 4)
      throw new TypeError(`${WHERE}: ${name} must have 4 axes, got shape [${tensor.shape}]`);
  }
  const channels = x.shape[3];
  const [, , inGroup, filters] = filter.shape;
  if (channels !== inGroup * groups) {
    throw new RangeError(
      `${WHERE}: channels of x must be groups * channels of the filter, got ${channels}, ${groups} and ${inGroup}`,
    );
  }
  if (filters % groups !== 0)
    throw new RangeError(`${WHERE}: filters must be a multiple of groups, got ${filters} and ${groups}`);
}

/**
 * Convolution in groups: the channels are split into `groups` parts of equal size, and each part has its own filters and sees no
 * other. AlexNet has 2 groups, ResNeXt 32; as many groups as channels are a depthwise convolution. TensorFlow.js has no such
 * operation. It has a gradient on every engine.
 *
 * @param x  [batch, height, width, channels], float32; not disposed.
 * @param filter  [kernelHeight, kernelWidth, channels / groups, filters]; the first `filters / groups` belong to the first group. Not
 *   disposed.
 * @param strides  Step in pixels, one number or [height, width].
 * @param pad  `same`, `valid`, a number of pixels on each side, or `[[0, 0], [top, bottom], [left, right], [0, 0]]`.
 * @returns [batch, outHeight, outWidth, filters], the groups one after the other.
 * @throws {RangeError | TypeError} When shapes, groups, strides or dilations do not fit.
 * @source Krizhevsky, Sutskever and Hinton (2012), section 3.2; Xie et al. (2017), arXiv:1611.05431.
 */
export function groupedConv2d(
  x: TF.Tensor4D,
  filter: TF.Tensor4D,
  strides: Pair = 1,
  pad: Padding = "valid",
  options: GroupedConvOptions = {},
): TF.Tensor4D {
  const groups = requireInteger(WHERE, "groups", options.groups ?? 1, 1);
  const step = requirePair("strides", strides);
  const dilations = requirePair("dilations", options.dilations ?? 1);
  if (Math.max(...step) > 1 && Math.max(...dilations) > 1)
    throw new RangeError(
      `${WHERE}: strides must be 1 where dilations are above, got ${step} and ${dilations}`,
    );
  requireShapes(x, filter, groups);
  const tf = tfjs();
  if (typeof pad !== "string") {
    return tf.tidy(() => groupedConv2d(padded(tf, x, pad), filter, step, "valid", {groups, dilations}));
  }
  if (groups === 1) return tf.conv2d(x, filter, step, pad, "NHWC", dilations);
  if (hasKernel(tf, GROUPED_CONV)) {
    const attributes = {strides: step, pad, dilations, groups};
    return runKernel(tf, GROUPED_CONV, {x, filter}, attributes) as TF.Tensor4D;
  }
  const [height, width, inGroup, filters] = filter.shape;
  if (inGroup === 1) {
    const depthwise = tf.reshape(filter, [height, width, groups, filters / groups]) as TF.Tensor4D;
    return tf.depthwiseConv2d(x, depthwise, step, pad, "NHWC", dilations);
  }
  const inputs = tf.split<TF.Tensor4D>(x, groups, 3);
  const parts = tf
    .split<TF.Tensor4D>(filter, groups, 3)
    .map((part, index) => tf.conv2d(inputs[index], part, step, pad, "NHWC", dilations));
  return tf.concat(parts, 3);
}
