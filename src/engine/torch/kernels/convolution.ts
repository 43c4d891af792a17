import type {TensorInfo} from "@tensorflow/tfjs";
import {bindConvolve, type FilterView} from "../convolve.js";
import type {Handle} from "../handles.js";
import {Images} from "../images.js";
import type {KernelKit} from "../kernelKit.js";
import {type Geometry, geometry2D, geometry3D} from "../window.js";
import {bindEpilogue, type EpilogueAttributes, type EpilogueInputs} from "./epilogue.js";

interface Attributes {
  readonly strides: number | number[];
  readonly pad: "same" | "valid" | number;
  readonly dilations?: number | number[] | null;
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
  readonly dataFormat?: "NHWC" | "NCHW";
  readonly groups?: number;
}
interface InputAttributes extends Attributes {
  readonly inputShape: number[];
}
interface FilterAttributes extends Attributes {
  readonly filterShape: number[];
}
interface XFilter extends EpilogueInputs {
  readonly x: TensorInfo;
  readonly filter: TensorInfo;
}
interface DyFilter {
  readonly dy: TensorInfo;
  readonly filter: TensorInfo;
}
interface XDy {
  readonly x: TensorInfo;
  readonly dy: TensorInfo;
}

/** Convolutions over two axes (plain, grouped, depthwise) and over three, with their gradients. */
export function registerConvolution(kit: KernelKit): void {
  const {tf, aten} = kit;
  const images = new Images(kit);
  const convolve = bindConvolve(kit, images);
  const finish = bindEpilogue(kit);

  const geometryOf = (
    x: readonly number[],
    filter: readonly number[],
    at: Attributes,
    depthwise = false,
  ): Geometry => {
    const format = tf.backend_util.convertConv2DDataFormat(at.dataFormat ?? "NHWC");
    const [xs, ws] = [x as [number, number, number, number], filter as [number, number, number, number]];
    const [strides, dilations] = [at.strides as [number, number], (at.dilations ?? 1) as [number, number]];
    const info = tf.backend_util.computeConv2DInfo(
      xs,
      ws,
      strides,
      dilations,
      at.pad,
      at.dimRoundingMode,
      depthwise,
      format,
    );
    return geometry2D(info);
  };
  /** The shape with the filter's channels times the groups, which tfjs expects of the input. */
  const whole = (filter: readonly number[], groups: number): number[] =>
    filter.with(2, (filter[2] ?? 1) * groups);
  const plain = (shape: readonly number[], groups: number): FilterView => ({
    groups,
    like: () => images.likeFilter(shape),
    toTfjs: gradient => images.filterGradient(gradient, shape.length),
  });

  for (const prefix of ["", "Grouped"]) {
    kit.add<XFilter, Attributes>(`${prefix}Conv2D`, ({x, filter}, at) => {
      const geometry = geometryOf(x.shape, whole(filter.shape, at.groups ?? 1), at);
      const y = convolve.forward(x, images.filter(filter), undefined, geometry, at.groups ?? 1);
      return kit.output(y, geometry.outShape);
    });
    kit.add<DyFilter, InputAttributes>(`${prefix}Conv2DBackpropInput`, ({dy, filter}, at) => {
      const geometry = geometryOf(at.inputShape, whole(filter.shape, at.groups ?? 1), at);
      return convolve.input(dy, images.filter(filter), geometry, at.groups ?? 1, at.inputShape);
    });
    kit.add<XDy, FilterAttributes>(`${prefix}Conv2DBackpropFilter`, ({x, dy}, at) => {
      const geometry = geometryOf(x.shape, whole(at.filterShape, at.groups ?? 1), at);
      const made = convolve.filter(x, dy, geometry, plain(at.filterShape, at.groups ?? 1));
      const output = kit.output(made, at.filterShape);
      kit.backend.nativeOf(output.dataId).outChannelFirst = true;
      return output;
    });
  }
  kit.add<XFilter, Attributes & EpilogueAttributes>("FusedConv2D", (inputs, at) => {
    const {x, filter, bias} = inputs;
    const geometry = geometryOf(x.shape, filter.shape, at);
    // A vector of one number for each channel goes into the call itself.
    const inside = bias !== undefined && bias.shape.length === 1 && bias.shape[0] === geometry.outChannels;
    const y = convolve.forward(x, images.filter(filter), inside ? bias : undefined, geometry, 1);
    // Channels first, a vector of slopes belongs to the third axis from the end.
    const slopes = inputs.preluActivationWeights;
    const upright = geometry.channelsFirst && slopes?.shape.length === 1;
    const preluActivationWeights = upright
      ? kit.run("Reshape", {x: slopes}, {shape: [...slopes.shape, 1, 1]})
      : slopes;
    const handle = finish(y, {bias: inside ? undefined : bias, preluActivationWeights}, at);
    if (upright && preluActivationWeights !== undefined) kit.drop(preluActivationWeights);
    return kit.output(handle, geometry.outShape);
  });

  /** A depthwise filter `[height, width, channels, multiplier]` is one of as many groups as channels. */
  const depthwise = (filter: TensorInfo): Handle => {
    const [height = 1, width = 1, channels = 1, multiplier = 1] = filter.shape;
    return aten.reshape(aten.permute(kit.float(filter), [2, 3, 0, 1]), [
      channels * multiplier,
      1,
      height,
      width,
    ]);
  };
  const depthwiseView = ([
    height = 1,
    width = 1,
    channels = 1,
    multiplier = 1,
  ]: readonly number[]): FilterView => ({
    groups: channels,
    like: () => kit.memory.empty([channels * multiplier, 1, height, width], "float32"),
    toTfjs: gradient =>
      aten.permute(aten.reshape(gradient, [channels, multiplier, height, width]), [2, 3, 0, 1]),
  });
  const depthwiseForward = (inputs: XFilter, at: Attributes & EpilogueAttributes): TensorInfo => {
    const geometry = geometryOf(inputs.x.shape, inputs.filter.shape, at, true);
    const y = convolve.forward(inputs.x, depthwise(inputs.filter), undefined, geometry, geometry.inChannels);
    return kit.output(finish(y, inputs, at), geometry.outShape);
  };
  kit.add<XFilter, Attributes>("DepthwiseConv2dNative", depthwiseForward);
  kit.add<XFilter, Attributes & EpilogueAttributes>("FusedDepthwiseConv2D", depthwiseForward);
  kit.add<DyFilter, InputAttributes>("DepthwiseConv2dNativeBackpropInput", ({dy, filter}, at) => {
    const geometry = geometryOf(at.inputShape, filter.shape, at, true);
    return convolve.input(dy, depthwise(filter), geometry, geometry.inChannels, at.inputShape);
  });
  kit.add<XDy, FilterAttributes>("DepthwiseConv2dNativeBackpropFilter", ({x, dy}, at) => {
    const geometry = geometryOf(x.shape, at.filterShape, at, true);
    return kit.output(convolve.filter(x, dy, geometry, depthwiseView(at.filterShape)), at.filterShape);
  });

  const geometry3 = (x: readonly number[], filter: readonly number[], at: Attributes): Geometry => {
    type Five = [number, number, number, number, number];
    type Three = [number, number, number];
    const pad = at.pad as "same" | "valid";
    const dilations = (at.dilations ?? 1) as Three;
    return geometry3D(
      tf.backend_util.computeConv3DInfo(x as Five, filter as Five, at.strides as Three, dilations, pad),
    );
  };
  kit.add<XFilter, Attributes>("Conv3D", ({x, filter}, at) => {
    const geometry = geometry3(x.shape, filter.shape, at);
    return kit.output(convolve.forward(x, images.filter(filter), undefined, geometry, 1), geometry.outShape);
  });
  kit.add<DyFilter, InputAttributes>("Conv3DBackpropInputV2", ({dy, filter}, at) => {
    const geometry = geometry3(at.inputShape, filter.shape, at);
    return convolve.input(dy, images.filter(filter), geometry, 1, at.inputShape);
  });
  kit.add<XDy, FilterAttributes>("Conv3DBackpropFilterV2", ({x, dy}, at) => {
    const geometry = geometry3(x.shape, at.filterShape, at);
    return kit.output(convolve.filter(x, dy, geometry, plain(at.filterShape, 1)), at.filterShape);
  });
}
