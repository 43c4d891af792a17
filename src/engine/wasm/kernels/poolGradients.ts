import {backend_util} from "@tensorflow/tfjs";
import {addressOf, nativeOf} from "../nativeBackend.js";
import {type Call, kernel} from "./kernel.js";

interface Attributes {
  readonly filterSize: [number, number] | number;
  readonly strides: [number, number] | number;
  readonly pad: Parameters<typeof backend_util.computePool2DInfo>[4];
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
}

/** Runs one of the programs; they differ in what an output's gradient does. */
function poolGradient(call: Call<Attributes>, average: boolean) {
  const {backend, attrs} = call;
  const x = call.input("input");
  const info = backend_util.computePool2DInfo(
    x.shape as [number, number, number, number],
    attrs.filterSize,
    attrs.strides,
    1,
    attrs.pad,
    attrs.dimRoundingMode,
  );
  const out = call.output(x.shape);
  const args = {
    input: addressOf(backend, x),
    gradient: addressOf(backend, call.input("dy")),
    output: addressOf(backend, out),
    height: info.inHeight,
    width: info.inWidth,
    channels: info.inChannels,
    outHeight: info.outHeight,
    outWidth: info.outWidth,
    strideHeight: info.strideHeight,
    strideWidth: info.strideWidth,
    filterHeight: info.filterHeight,
    filterWidth: info.filterWidth,
    dilationHeight: info.dilationHeight,
    dilationWidth: info.dilationWidth,
    padTop: info.padInfo.top,
    padLeft: info.padInfo.left,
  };
  const {programs} = nativeOf(backend);
  if (average)
    programs.run(
      "averagePoolGradient",
      {...args, factor: 1 / (info.filterHeight * info.filterWidth)},
      info.batchSize,
    );
  else programs.run("maxPoolGradient", args, info.batchSize);
  return out;
}

export const maxPoolGradConfig = kernel<Attributes>("MaxPoolGrad", call => poolGradient(call, false));
export const avgPoolGradConfig = kernel<Attributes>("AvgPoolGrad", call => poolGradient(call, true));
