import {backend_util} from "@tensorflow/tfjs";
import type {WindowJob} from "./windowArguments.js";

type Pair = [number, number] | number;
type Shape4 = [number, number, number, number];

/** Attributes of the convolution kernels of TensorFlow.js. */
export interface ConvolutionAttributes {
  readonly strides: Pair;
  readonly pad: "valid" | "same" | number | [number, number][];
  readonly dataFormat?: "NHWC" | "NCHW";
  readonly dilations?: Pair;
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
}

type Info = ReturnType<typeof backend_util.computeConv2DInfo>;

/** Sizes of a convolution; images must have their channels last. */
export function convolutionOf(
  kernel: string,
  shape: readonly number[],
  filterShape: readonly number[],
  attrs: ConvolutionAttributes,
  depthwise = false,
): Info {
  const {strides, pad, dataFormat = "NHWC", dilations = 1, dimRoundingMode} = attrs;
  if (dataFormat !== "NHWC")
    throw new RangeError(`${kernel}: on the wasm engine dataFormat must be NHWC, got ${dataFormat}`);
  return backend_util.computeConv2DInfo(
    [...shape] as Shape4,
    [...filterShape] as Shape4,
    strides,
    dilations,
    pad as Parameters<typeof backend_util.computeConv2DInfo>[4],
    dimRoundingMode,
    depthwise,
  );
}

/** The same as a window that walks. */
export function jobOf(info: Info): WindowJob {
  return {
    images: info.batchSize,
    height: info.inHeight,
    width: info.inWidth,
    channels: info.inChannels,
    outHeight: info.outHeight,
    outWidth: info.outWidth,
    filterHeight: info.filterHeight,
    filterWidth: info.filterWidth,
    strideHeight: info.strideHeight,
    strideWidth: info.strideWidth,
    dilationHeight: info.dilationHeight,
    dilationWidth: info.dilationWidth,
    padTop: info.padInfo.top,
    padLeft: info.padInfo.left,
  };
}
