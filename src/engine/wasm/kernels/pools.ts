import {backend_util, type KernelConfig} from "@tensorflow/tfjs";
import {addressOf, type Info, nativeOf} from "../nativeBackend.js";
import {type Call, kernel} from "./kernel.js";

type Compute3 = typeof backend_util.computePool3DInfo;

interface Attributes {
  readonly filterSize: [number, number, number] | number;
  readonly strides: [number, number, number] | number;
  readonly pad: Parameters<Compute3>[4];
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
}

type Sizes = Pick<
  ReturnType<Compute3>,
  `${"in" | "out" | "stride" | "filter" | "dilation"}${"Height" | "Width"}` | "batchSize" | "inChannels"
> & {readonly padInfo: {readonly top: number; readonly left: number}};
type Depth = Pick<ReturnType<Compute3>, `${"in" | "out" | "stride" | "filter" | "dilation"}Depth`> & {
  readonly front: number;
};

const FLAT: Depth = {inDepth: 1, outDepth: 1, strideDepth: 1, filterDepth: 1, dilationDepth: 1, front: 0};

/** Sizes of a pool over images or volumes, channels last, and the shape of its result. */
function sizesOf(
  shape: readonly number[],
  attrs: Attributes,
): {sizes: Sizes; depth: Depth; outShape: number[]} {
  const {filterSize, strides, pad, dimRoundingMode} = attrs;
  if (shape.length === 5) {
    const sizes = backend_util.computePool3DInfo(
      [...shape] as [number, number, number, number, number],
      filterSize,
      strides,
      1,
      pad,
      dimRoundingMode,
    );
    return {sizes, depth: {...sizes, front: sizes.padInfo.front}, outShape: sizes.outShape};
  }
  const sizes = backend_util.computePool2DInfo(
    [...shape] as [number, number, number, number],
    filterSize as unknown as [number, number],
    strides as unknown as [number, number],
    1,
    pad as Parameters<typeof backend_util.computePool2DInfo>[4],
    dimRoundingMode,
  );
  return {sizes, depth: FLAT, outShape: sizes.outShape};
}

/** Runs a program over windows of `x`: `gradient` is the outputs' where it is a gradient's. */
function runPool(
  call: Call<Attributes>,
  program: "maxPool" | "maxPoolGradient" | "averagePoolGradient",
  x: Info,
  dy?: Info,
): Info {
  const {backend, attrs} = call;
  const {sizes, depth, outShape} = sizesOf(x.shape, attrs);
  const out = call.output(dy === undefined ? outShape : x.shape);
  nativeOf(backend).programs.run(
    program,
    {
      input: addressOf(backend, x),
      gradient: dy === undefined ? 0 : addressOf(backend, dy),
      output: addressOf(backend, out),
      depth: depth.inDepth,
      height: sizes.inHeight,
      width: sizes.inWidth,
      channels: sizes.inChannels,
      outDepth: depth.outDepth,
      outHeight: sizes.outHeight,
      outWidth: sizes.outWidth,
      strideDepth: depth.strideDepth,
      strideHeight: sizes.strideHeight,
      strideWidth: sizes.strideWidth,
      filterDepth: depth.filterDepth,
      filterHeight: sizes.filterHeight,
      filterWidth: sizes.filterWidth,
      dilationDepth: depth.dilationDepth,
      dilationHeight: sizes.dilationHeight,
      dilationWidth: sizes.dilationWidth,
      padFront: depth.front,
      padTop: sizes.padInfo.top,
      padLeft: sizes.padInfo.left,
    },
    sizes.batchSize,
  );
  return out;
}

const gradientConfig = (kernelName: string, program: "maxPoolGradient" | "averagePoolGradient") =>
  kernel<Attributes>(kernelName, call => runPool(call, program, call.input("input"), call.input("dy")));

export const avgPoolGradConfig = gradientConfig("AvgPoolGrad", "averagePoolGradient");
export const avgPool3DGradConfig = gradientConfig("AvgPool3DGrad", "averagePoolGradient");
export const maxPoolGradConfig = gradientConfig("MaxPoolGrad", "maxPoolGradient");
export const maxPool3DGradConfig = gradientConfig("MaxPool3DGrad", "maxPoolGradient");
/** The backend's own starts from the smallest positive number, so that negative values are lost. */
export const maxPool3DConfig = kernel<Attributes>("MaxPool3D", call =>
  runPool(call, "maxPool", call.input("x")),
);

/** A pool of single pixels that skips some, or pads: the backend's own leaves such a result unwritten. Others take it, `stock`. */
export function singlePixelPoolConfig(stock: KernelConfig): KernelConfig {
  const single = kernel<Attributes>(stock.kernelName, call => runPool(call, "maxPool", call.input("x")));
  return {
    ...stock,
    kernelFunc: params => {
      const {filterSize} = params.attrs as unknown as Attributes;
      const one = [filterSize].flat().every(size => size === 1);
      return (one ? single : stock).kernelFunc(params);
    },
  };
}
