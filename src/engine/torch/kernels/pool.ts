import type {TensorInfo} from "@tensorflow/tfjs";
import type {Handle} from "../handles.js";
import {Images} from "../images.js";
import type {KernelKit} from "../kernelKit.js";
import {sizeOf} from "../shapes.js";
import {type Axis, extent, type Geometry, geometry2D, geometry3D, missing, type Padding} from "../window.js";

interface Attributes {
  readonly filterSize: number | number[];
  readonly strides: number | number[];
  readonly pad: "same" | "valid" | number;
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
  readonly dataFormat?: string;
}

/** How PyTorch pools: padding on both sides, `ceil` for windows that stick out at the end, or a padded copy. */
interface Plan {
  readonly size: readonly number[];
  readonly strides: readonly number[];
  readonly sides: readonly number[];
  readonly ceil: boolean;
  readonly padding: Padding;
}

const INDICES = "indices";

/** PyTorch's number of outputs, with windows that begin inside only. */
function outputs({input, before, stride, kernel}: Axis, ceil: boolean): number {
  const room = input + 2 * before - kernel;
  const count = (ceil ? Math.ceil(room / stride) : Math.floor(room / stride)) + 1;
  return ceil && (count - 1) * stride >= input + before ? count - 1 : count;
}

function planOf({axes}: Geometry): Plan {
  const size = axes.map(extent);
  const strides = axes.map(axis => axis.stride);
  const before = axes.map(axis => axis.before);
  for (const ceil of [false, true]) {
    const fits = axes.every(axis => 2 * axis.before <= axis.kernel && outputs(axis, ceil) === axis.output);
    if (fits) return {size, strides, sides: before, ceil, padding: {kind: "both", sides: before}};
  }
  const padding: Padding = {kind: "copy", before, after: axes.map(missing)};
  return {size, strides, sides: axes.map(() => 0), ceil: false, padding};
}

/** Maximum and average pooling over two and three axes, with gradients. */
export function registerPool(kit: KernelKit): void {
  const {tf} = kit;
  const flat = (x: TensorInfo, at: Attributes): Geometry => {
    const [size, strides] = [at.filterSize as [number, number], at.strides as [number, number]];
    const shape = x.shape as [number, number, number, number];
    return geometry2D(tf.backend_util.computePool2DInfo(shape, size, strides, 1, at.pad, at.dimRoundingMode));
  };
  const deep = (x: TensorInfo, at: Attributes): Geometry => {
    type Three = [number, number, number];
    const shape = x.shape as [number, number, number, number, number];
    const format = at.dataFormat === "NCDHW" ? "NCDHW" : "NDHWC";
    return geometry3D(
      tf.backend_util.computePool3DInfo(
        shape,
        at.filterSize as Three,
        at.strides as Three,
        1,
        at.pad,
        at.dimRoundingMode,
        format,
      ),
    );
  };
  registerMax(kit, "MaxPool", "MaxPoolGrad", 2, flat);
  registerMax(kit, "MaxPool3D", "MaxPool3DGrad", 3, deep);
  registerAverage(kit, "AvgPool", "AvgPoolGrad", 2, flat);
  registerAverage(kit, "AvgPool3D", "AvgPool3DGrad", 3, deep);
}

type GeometryOf = (x: TensorInfo, at: Attributes) => Geometry;

function registerMax(
  kit: KernelKit,
  name: string,
  gradient: string,
  rank: 2 | 3,
  geometryOf: GeometryOf,
): void {
  const {shim, backend} = kit;
  const images = new Images(kit);
  const pool = shim.typeds(`max_pool${rank}d_with_indices`, "T L L L L b", 2);
  const backward = shim.typed(`max_pool${rank}d_with_indices_backward`, "T T L L L L b T");
  const ones = Array.from({length: rank}, () => 1);
  const run = (x: TensorInfo, geometry: Geometry): [Handle, Handle] => {
    const {size, strides, sides, ceil, padding} = planOf(geometry);
    const input = images.padded(x, geometry, padding, Number.NEGATIVE_INFINITY);
    const [y, places] = pool(input, size, strides, sides, ones, ceil);
    if (y === undefined || places === undefined) throw new Error("max_pool must give places");
    return [y, places];
  };
  kit.add<{x: TensorInfo}, Attributes>(name, ({x}, at) => {
    const geometry = geometryOf(x, at);
    const [y, places] = run(x, geometry);
    const made = kit.output(images.channelsLast(y, geometry), geometry.outShape);
    backend.nativeOf(made.dataId).attached = new Map([[INDICES, shim.keep(places)]]);
    return made;
  });
  kit.add<{dy: TensorInfo; input: TensorInfo; output: TensorInfo}, Attributes>(
    gradient,
    ({dy, input, output}, at) => {
      const geometry = geometryOf(input, at);
      const {size, strides, sides, ceil, padding} = planOf(geometry);
      const places = backend.nativeOf(output.dataId).attached?.get(INDICES) ?? run(input, geometry)[1];
      const x = images.padded(input, geometry, padding, Number.NEGATIVE_INFINITY);
      const g = images.channelsSecond(kit.handle(dy), geometry);
      const dx = images.cropped(backward(g, x, size, strides, sides, ones, ceil, places), geometry, padding);
      return kit.output(images.channelsLast(dx, geometry), input.shape);
    },
  );
}

function registerAverage(
  kit: KernelKit,
  name: string,
  gradient: string,
  rank: 2 | 3,
  geometryOf: GeometryOf,
): void {
  const {shim, aten, memory} = kit;
  const images = new Images(kit);
  const pool = shim.typed(`avg_pool${rank}d`, "T L L L b b i?");
  const backward = shim.typed(`avg_pool${rank}d_backward`, "T T L L L b b i?");
  /** The part of each window that lies inside, where PyTorch can't leave the padding out itself. */
  const share = (geometry: Geometry, {size, strides, sides, padding}: Plan): Handle | undefined => {
    if (padding.kind === "both") return undefined;
    const inside = memory.full([1, 1, ...geometry.axes.map(axis => axis.input)], 1, "float32");
    const part = pool(images.pad(inside, padding), size, strides, sides, false, true, null);
    // A window that lies outside altogether has the mean 0, not 0 / 0.
    return aten.clamp(part, memory.scalar(1 / (2 * size.reduce((product, one) => product * one, 1))), null);
  };
  kit.add<{x: TensorInfo}, Attributes>(name, ({x}, at) => {
    const geometry = geometryOf(x, at);
    if (sizeOf(geometry.outShape) === 0)
      return kit.output(memory.empty(geometry.outShape, "float32"), geometry.outShape);
    const plan = planOf(geometry);
    const part = share(geometry, plan);
    const input = images.padded(x, geometry, plan.padding);
    const mean = pool(input, plan.size, plan.strides, plan.sides, plan.ceil, part !== undefined, null);
    const y = part === undefined ? mean : aten.div(mean, part);
    return kit.output(images.channelsLast(y, geometry), geometry.outShape);
  });
  kit.add<{dy: TensorInfo; input: TensorInfo}, Attributes>(gradient, ({dy, input}, at) => {
    const geometry = geometryOf(input, at);
    const plan = planOf(geometry);
    const part = share(geometry, plan);
    const view = images.channelsSecond(kit.handle(dy), geometry);
    const g = part === undefined ? view : aten.div(view, part);
    const x = images.padded(input, geometry, plan.padding);
    const dx = backward(g, x, plan.size, plan.strides, plan.sides, plan.ceil, part !== undefined, null);
    return kit.output(images.channelsLast(images.cropped(dx, geometry, plan.padding), geometry), input.shape);
  });
}
