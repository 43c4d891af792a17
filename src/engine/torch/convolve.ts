import type {TensorInfo} from "@tensorflow/tfjs";
import type {Handle} from "./handles.js";
import type {Images} from "./images.js";
import type {KernelKit} from "./kernelKit.js";
import {sameShape} from "./shapes.js";
import {type Geometry, paddingOf} from "./window.js";

/** A filter seen as `[out, in / groups, ...axes]`, and its gradient seen as tfjs's filter. */
export interface FilterView {
  readonly groups: number;
  readonly like: () => Handle;
  readonly toTfjs: (gradient: Handle) => Handle;
}

/** Convolution and its two gradients, whatever the rank, the groups and the dilation: one native call each. */
export interface Convolve {
  forward(
    x: TensorInfo,
    filter: Handle,
    bias: TensorInfo | undefined,
    geometry: Geometry,
    groups: number,
  ): Handle;
  /** The gradient of the input, with the input's layout; put off until somebody reads it. */
  input(
    dy: TensorInfo,
    filter: Handle,
    geometry: Geometry,
    groups: number,
    shape: readonly number[],
  ): TensorInfo;
  filter(x: TensorInfo, dy: TensorInfo, geometry: Geometry, view: FilterView): Handle;
}

export function bindConvolve(kit: KernelKit, images: Images): Convolve {
  const {shim} = kit;
  const convolution = shim.typed("convolution", "T T T? L L L b L i");
  const backward = shim.typeds("convolution_backward", "T T T L? L L L b L i M", 3);
  const numbers = (geometry: Geometry) => ({
    strides: geometry.axes.map(axis => axis.stride),
    dilations: geometry.axes.map(axis => axis.dilation),
    zeros: geometry.axes.map(() => 0),
  });
  return {
    forward(x, filter, bias, geometry, groups) {
      const padding = paddingOf(geometry.axes);
      const {strides, dilations, zeros} = numbers(geometry);
      const sides = padding.kind === "both" ? padding.sides : zeros;
      const input = images.padded(x, geometry, padding);
      const b = bias === undefined ? null : kit.float(bias);
      const y = convolution(input, filter, b, strides, sides, dilations, false, zeros, groups);
      return images.channelsLast(y, geometry);
    },
    input(dy, filter, geometry, groups, shape) {
      requireOutput(dy, geometry);
      const padding = paddingOf(geometry.axes);
      const {strides, dilations, zeros} = numbers(geometry);
      const sides = padding.kind === "both" ? padding.sides : zeros;
      const compute = (dyHandle?: Handle, w?: Handle): Handle => {
        if (dyHandle === undefined || w === undefined)
          throw new Error("the gradient of an input must have two inputs");
        const like = images.likeInput(geometry, padding);
        const gradient = images.channelsSecond(dyHandle, geometry);
        const mask = [true, false, false];
        const [dx] = backward(gradient, like, w, null, strides, sides, dilations, false, zeros, groups, mask);
        if (dx === undefined) throw new Error("convolution_backward must give a gradient");
        return images.channelsLast(images.cropped(dx, geometry, padding), geometry);
      };
      return kit.backend.outputLater({inputs: [kit.float(dy), filter], compute}, shape);
    },
    filter(x, dy, geometry, view) {
      requireOutput(dy, geometry);
      const padding = paddingOf(geometry.axes);
      const {strides, dilations, zeros} = numbers(geometry);
      const sides = padding.kind === "both" ? padding.sides : zeros;
      const input = images.padded(x, geometry, padding);
      const gradient = images.channelsSecond(kit.float(dy), geometry);
      const mask = [false, true, false];
      const {groups} = view;
      const result = backward(
        gradient,
        input,
        view.like(),
        null,
        strides,
        sides,
        dilations,
        false,
        zeros,
        groups,
        mask,
      );
      const dw = result[1];
      if (dw === undefined) throw new Error("convolution_backward must give a gradient");
      return view.toTfjs(dw);
    },
  };
}

/** PyTorch looks at dy's shape late, and speaks of primitives then. */
function requireOutput({shape}: TensorInfo, {outShape}: Geometry): void {
  if (sameShape(shape, outShape)) return;
  throw new RangeError(`dy must have the output's shape [${outShape}], got [${shape}]`);
}
