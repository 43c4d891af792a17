import type * as TF from "@tensorflow/tfjs";
import {
  GROUPED_CONV_FILTER,
  GROUPED_CONV_INPUT,
  hasKernel,
  type Padding,
  type Pair,
  runKernel,
} from "../ops/groupedKernels.js";
import {type Axis, dilatedGradients} from "./dilated.js";
import {groupedConv2dGradients} from "./groupedConv2d.js";

/** Attributes that TensorFlow.js gives to its kernels Conv2D and DepthwiseConv2dNative. */
export interface ConvAttributes {
  readonly strides: Pair;
  readonly pad: Padding;
  readonly dataFormat?: "NHWC" | "NCHW";
  readonly dilations?: Pair | null;
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
}

type Gradients = Record<"x" | "filter", () => TF.Tensor>;

/** Whether a convolution with these dilations is an ordinary one. */
export function isPlain(dilations: number | readonly number[] | null | undefined): boolean {
  return dilations === undefined || dilations === null || [dilations].flat().every(d => d === 1);
}

/** Explicit padding that does the same, as kernels of ours get it. */
function explicitly({padInfo: {top, bottom, left, right}}: TF.backend_util.Conv2DInfo): Padding {
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}

/**
 * @throws {RangeError} When TensorFlow.js has counted the columns with the kernel's height, as it does with one number as padding: such
 *   an output has columns that no pixel reaches.
 */
function axesOf(info: TF.backend_util.Conv2DInfo): Axis[] {
  const {padInfo, inWidth, outHeight, outWidth, effectiveFilterWidth, dilationHeight, dilationWidth} = info;
  const columns = padInfo.left + inWidth + padInfo.right - effectiveFilterWidth + 1;
  if (columns !== outWidth) {
    throw new RangeError(
      `conv2d: padding of a kernel that is not square must be explicit, as [[0, 0], [top, bottom], [left, right], [0, 0]], got ${padInfo.left}`,
    );
  }
  return [
    {before: padInfo.top, after: padInfo.bottom, outputs: outHeight, dilation: dilationHeight},
    {before: padInfo.left, after: padInfo.right, outputs: outWidth, dilation: dilationWidth},
  ];
}

function infoOf(
  tf: typeof TF,
  x: TF.Tensor,
  filter: TF.Tensor,
  attributes: ConvAttributes,
  depthwise: boolean,
): TF.backend_util.Conv2DInfo {
  const {strides, pad, dilations, dimRoundingMode, dataFormat = "NHWC"} = attributes;
  return tf.backend_util.computeConv2DInfo(
    x.shape as [number, number, number, number],
    filter.shape as [number, number, number, number],
    strides as number | [number, number],
    (dilations ?? 1) as number | [number, number],
    pad,
    dimRoundingMode,
    depthwise,
    tf.backend_util.convertConv2DDataFormat(dataFormat),
  );
}

/** Whether the tier has kernels of its own for groups and dilations. */
function hasNative(tf: typeof TF): boolean {
  return hasKernel(tf, GROUPED_CONV_INPUT) && hasKernel(tf, GROUPED_CONV_FILTER);
}

/** Gradients of a dilated `tf.conv2d`. TensorFlow.js demands stride 1 with a dilation, so only that is handled. */
export function dilatedConv2dGradients(
  tf: typeof TF,
  x: TF.Tensor,
  filter: TF.Tensor,
  dy: TF.Tensor,
  attributes: ConvAttributes,
): Gradients {
  const info = infoOf(tf, x, filter, attributes, false);
  if (attributes.dataFormat === "NCHW") {
    const last = (tensor: TF.Tensor) => tf.transpose(tensor, [0, 2, 3, 1]);
    const pad = explicitly(info);
    const inner = {...attributes, pad, dataFormat: "NHWC" as const};
    const {x: dx, filter: dFilter} = dilatedConv2dGradients(tf, last(x), filter, last(dy), inner);
    return {x: () => tf.transpose(dx(), [0, 3, 1, 2]), filter: dFilter};
  }
  if (hasNative(tf)) {
    const dilations = [info.dilationHeight, info.dilationWidth] as const;
    return groupedConv2dGradients(tf, x, filter, dy, {
      strides: 1,
      pad: explicitly(info),
      dilations,
      groups: 1,
    });
  }
  const plain = {strides: 1, pad: "valid", dataFormat: "NHWC"};
  return dilatedGradients(tf, x, dy, axesOf(info), {
    input: (inputShape, dealt) =>
      runKernel(tf, "Conv2DBackpropInput", {dy: dealt, filter}, {...plain, inputShape}),
    filter: (dealtX, dealt) =>
      runKernel(tf, "Conv2DBackpropFilter", {x: dealtX, dy: dealt}, {...plain, filterShape: filter.shape}),
  });
}

/** Gradients of a dilated `tf.depthwiseConv2d`. */
export function dilatedDepthwiseGradients(
  tf: typeof TF,
  x: TF.Tensor,
  filter: TF.Tensor,
  dy: TF.Tensor,
  attributes: ConvAttributes,
): Gradients {
  const info = infoOf(tf, x, filter, attributes, true);
  if (hasNative(tf)) {
    const [height, width, channels, multiplier] = filter.shape;
    const dilations = [info.dilationHeight, info.dilationWidth] as const;
    const attrs = {strides: 1, pad: explicitly(info), dilations, groups: channels};
    const grouped = tf.reshape(filter, [height, width, 1, channels * multiplier]);
    const {x: dx, filter: dFilter} = groupedConv2dGradients(tf, x, grouped, dy, attrs);
    return {x: dx, filter: () => tf.reshape(dFilter(), filter.shape)};
  }
  const plain = {strides: 1, pad: "valid", dilations: [1, 1]};
  return dilatedGradients(tf, x, dy, axesOf(info), {
    input: (inputShape, dealt) =>
      runKernel(tf, "DepthwiseConv2dNativeBackpropInput", {dy: dealt, filter}, {...plain, inputShape}),
    filter: (dealtX, dealt) =>
      runKernel(
        tf,
        "DepthwiseConv2dNativeBackpropFilter",
        {x: dealtX, dy: dealt},
        {...plain, filterShape: filter.shape},
      ),
  });
}
