import type {TensorFlow} from "./tensorFlow.js";

/** How a window slides over one axis of an image. */
export interface Axis {
  readonly input: number;
  readonly output: number;
  /** Taps. */
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  /** Padding at the axis' start, in pixels. */
  readonly before: number;
}

/** A convolution or a pooling over two or three axes. */
export interface Geometry {
  readonly axes: readonly Axis[];
  readonly channelsFirst: boolean;
  readonly batch: number;
  readonly inChannels: number;
  readonly outChannels: number;
  readonly outShape: number[];
}

/** Padding as PyTorch takes it: the same on both sides, or a padded copy of the input. */
export type Padding =
  | {readonly kind: "both"; readonly sides: readonly number[]}
  | {readonly kind: "copy"; readonly before: readonly number[]; readonly after: readonly number[]};

/** Pixels that a window covers. */
export function extent({kernel, dilation}: Axis): number {
  return (kernel - 1) * dilation + 1;
}

/** Pixels that the last window reaches beyond the axis. */
export function missing(axis: Axis): number {
  return Math.max(0, (axis.output - 1) * axis.stride + extent(axis) - axis.input - axis.before);
}

/**
 * TensorFlow's `same` pads one pixel more at the end where the number is odd; PyTorch pads both sides alike. Alike is
 * enough when PyTorch's formula, floor((input + 2 before - extent) / stride) + 1, gives the wanted output.
 */
export function paddingOf(axes: readonly Axis[]): Padding {
  const alike = axes.every(axis => {
    return Math.floor((axis.input + 2 * axis.before - extent(axis)) / axis.stride) + 1 === axis.output;
  });
  const before = axes.map(axis => axis.before);
  return alike ? {kind: "both", sides: before} : {kind: "copy", before, after: axes.map(missing)};
}

type Info2D = ReturnType<TensorFlow["backend_util"]["computeConv2DInfo"]>;
type Info3D = ReturnType<TensorFlow["backend_util"]["computeConv3DInfo"]>;

export function geometry2D(info: Info2D): Geometry {
  const {padInfo} = info;
  return {
    axes: [
      {
        input: info.inHeight,
        output: info.outHeight,
        kernel: info.filterHeight,
        stride: info.strideHeight,
        dilation: info.dilationHeight,
        before: padInfo.top,
      },
      {
        input: info.inWidth,
        output: info.outWidth,
        kernel: info.filterWidth,
        stride: info.strideWidth,
        dilation: info.dilationWidth,
        before: padInfo.left,
      },
    ],
    channelsFirst: info.dataFormat === "channelsFirst",
    batch: info.batchSize,
    inChannels: info.inChannels,
    outChannels: info.outChannels,
    outShape: info.outShape,
  };
}

export function geometry3D(info: Info3D): Geometry {
  const {padInfo} = info;
  const depth: Axis = {
    input: info.inDepth,
    output: info.outDepth,
    kernel: info.filterDepth,
    stride: info.strideDepth,
    dilation: info.dilationDepth,
    before: padInfo.front,
  };
  const height: Axis = {
    input: info.inHeight,
    output: info.outHeight,
    kernel: info.filterHeight,
    stride: info.strideHeight,
    dilation: info.dilationHeight,
    before: padInfo.top,
  };
  const width: Axis = {
    input: info.inWidth,
    output: info.outWidth,
    kernel: info.filterWidth,
    stride: info.strideWidth,
    dilation: info.dilationWidth,
    before: padInfo.left,
  };
  return {
    axes: [depth, height, width],
    channelsFirst: info.dataFormat === "channelsFirst",
    batch: info.batchSize,
    inChannels: info.inChannels,
    outChannels: info.outChannels,
    outShape: info.outShape,
  };
}
