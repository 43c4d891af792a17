import type * as TF from "@tensorflow/tfjs";
import {runKernel} from "../ops/groupedKernels.js";
import {dilatedGradients} from "./dilated.js";

type Triple = number | [number, number, number];

/** Attributes that TensorFlow.js gives to its kernel Conv3D. */
export interface Conv3dAttributes {
  readonly strides: Triple;
  readonly pad: "same" | "valid";
  readonly dilations?: Triple;
}

/** Gradients of `tf.conv3dTranspose`, whose kernel is the gradient of a convolution; TensorFlow.js has them only in two dimensions. */
export function transposedConv3dGradients(
  tf: typeof TF,
  x: TF.Tensor,
  filter: TF.Tensor,
  dy: TF.Tensor,
  {strides, pad}: Conv3dAttributes,
): Record<"dy" | "filter", () => TF.Tensor> {
  const attributes = {strides, pad};
  return {
    dy: () => runKernel(tf, "Conv3D", {x: dy, filter}, {...attributes, dataFormat: "NDHWC", dilations: 1}),
    filter: () =>
      runKernel(tf, "Conv3DBackpropFilterV2", {x: dy, dy: x}, {...attributes, filterShape: filter.shape}),
  };
}

/** Gradients of a dilated `tf.conv3d`. TensorFlow.js demands stride 1 with a dilation. */
export function dilatedConv3dGradients(
  tf: typeof TF,
  x: TF.Tensor,
  filter: TF.Tensor,
  dy: TF.Tensor,
  {strides, pad, dilations = 1}: Conv3dAttributes,
): Record<"x" | "filter", () => TF.Tensor> {
  const info = tf.backend_util.computeConv3DInfo(
    x.shape as [number, number, number, number, number],
    filter.shape as [number, number, number, number, number],
    strides,
    dilations,
    pad,
  );
  const {front, back, top, bottom, left, right} = info.padInfo;
  const axes = [
    {before: front, after: back, outputs: info.outDepth, dilation: info.dilationDepth},
    {before: top, after: bottom, outputs: info.outHeight, dilation: info.dilationHeight},
    {before: left, after: right, outputs: info.outWidth, dilation: info.dilationWidth},
  ];
  const plain = {strides: 1, pad: "valid"};
  return dilatedGradients(tf, x, dy, axes, {
    input: (inputShape, dealt) =>
      runKernel(tf, "Conv3DBackpropInputV2", {dy: dealt, filter}, {...plain, inputShape}),
    filter: (dealtX, dealt) =>
      runKernel(tf, "Conv3DBackpropFilterV2", {x: dealtX, dy: dealt}, {...plain, filterShape: filter.shape}),
  });
}
