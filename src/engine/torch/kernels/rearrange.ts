import type {TensorInfo} from "@tensorflow/tfjs";
import type {Handle} from "../handles.js";
import type {KernelKit} from "../kernelKit.js";

interface Unary {
  readonly x: TensorInfo;
}

/** Padding, strided slices, and blocks of pixels that move between axes. */
export function registerRearrange(kit: KernelKit): void {
  const {aten, memory, tf} = kit;
  const pick = (x: Handle, axis: number, places: readonly number[]): Handle =>
    aten.indexSelect(x, axis, memory.from(Int32Array.from(places), [places.length], "int32"));

  kit.add<Unary, {paddings: [number, number][]; constantValue: number}>(
    "PadV2",
    ({x}, {paddings, constantValue}) => {
      const shape = paddings.map(([before, after], axis) => before + after + (x.shape[axis] ?? 1));
      const amounts = paddings.toReversed().flat();
      return kit.output(aten.pad(kit.handle(x), amounts, "constant", constantValue), shape, x.dtype);
    },
  );
  kit.add<Unary, {paddings: [number, number][]; mode: "reflect" | "symmetric"}>(
    "MirrorPad",
    ({x}, attributes) => {
      // `symmetric` repeats the pixel at the border, `reflect` doesn't.
      const offset = attributes.mode === "reflect" ? 0 : 1;
      let view = kit.handle(x);
      const shape = attributes.paddings.map(([before, after], axis) => {
        const length = x.shape[axis] ?? 1;
        const places = Array.from({length: before + length + after}, (_, i) => {
          if (i < before) return before - i - offset;
          if (i < before + length) return i - before;
          return 2 * length - 2 - (i - before) + offset;
        });
        if (before + after > 0) view = pick(view, axis, places);
        return places.length;
      });
      return kit.output(view === kit.handle(x) ? kit.shim.share(view) : view, shape, x.dtype);
    },
  );

  interface Strided {
    readonly begin: number[];
    readonly end: number[];
    readonly strides: number[];
    readonly beginMask: number;
    readonly endMask: number;
    readonly ellipsisMask: number;
    readonly newAxisMask: number;
    readonly shrinkAxisMask: number;
  }
  kit.add<Unary, Strided>("StridedSlice", ({x}, at) => {
    if (x.dtype === "string") return kit.fallback("StridedSlice", {x}, at);
    const info = tf.slice_util.sliceInfo(
      x.shape,
      at.begin,
      at.end,
      at.strides,
      at.beginMask,
      at.endMask,
      at.ellipsisMask,
      at.newAxisMask,
      at.shrinkAxisMask,
    );
    const {begin, end, strides, finalShape} = info;
    let view = kit.handle(x);
    for (const [axis, stride] of strides.entries()) {
      const [first, last] = [begin[axis] ?? 0, end[axis] ?? 0];
      const count = Math.max(0, Math.ceil((last - first) / stride));
      if (stride === 1) view = aten.narrow(view, axis, Math.min(first, x.shape[axis] ?? 0), count);
      else
        view = pick(
          view,
          axis,
          Array.from({length: count}, (_, i) => first + i * stride),
        );
    }
    return kit.output(aten.reshape(view, finalShape), finalShape, x.dtype);
  });

  interface Blocks {
    readonly blockSize: number;
    readonly dataFormat: "NHWC" | "NCHW";
  }
  kit.add<Unary, Blocks>("DepthToSpace", ({x}, {blockSize: b, dataFormat}) => {
    const [n = 1, p = 1, q = 1, r = 1] = x.shape;
    if (dataFormat === "NCHW") {
      const apart = aten.reshape(kit.handle(x), [n, b, b, p / (b * b), q, r]);
      const shape = [n, p / (b * b), q * b, r * b];
      return kit.output(aten.reshape(aten.permute(apart, [0, 3, 4, 1, 5, 2]), shape), shape, x.dtype);
    }
    const apart = aten.reshape(kit.handle(x), [n, p, q, b, b, r / (b * b)]);
    const shape = [n, p * b, q * b, r / (b * b)];
    return kit.output(aten.reshape(aten.permute(apart, [0, 1, 3, 2, 4, 5]), shape), shape, x.dtype);
  });

  /** `[batch, a, b, ...]` apart into `[batch, a / block, block, b / block, block, ...]`, blocks to the front. */
  kit.add<Unary, {blockShape: number[]; paddings: number[][]}>(
    "SpaceToBatchND",
    ({x}, {blockShape, paddings}) => {
      const axes = blockShape.length;
      const rest = x.shape.slice(axes + 1);
      const amounts = [...rest.map(() => [0, 0]), ...paddings.toReversed(), [0, 0]].flat();
      const padded = aten.pad(kit.handle(x), amounts, "constant", 0);
      const lengths = blockShape.map(
        (_, i) => (x.shape[i + 1] ?? 1) + (paddings[i]?.[0] ?? 0) + (paddings[i]?.[1] ?? 0),
      );
      const batch = x.shape[0] ?? 1;
      const parts = blockShape.flatMap((block, i) => [(lengths[i] ?? 1) / block, block]);
      const apart = aten.reshape(padded, [batch, ...parts, ...rest]);
      const blocks = blockShape.map((_, i) => 2 * i + 2);
      const places = blockShape.map((_, i) => 2 * i + 1);
      const order = [...blocks, 0, ...places, ...rest.map((_, i) => 2 * axes + 1 + i)];
      const product = blockShape.reduce((size, block) => size * block, 1);
      const shape = [batch * product, ...blockShape.map((block, i) => (lengths[i] ?? 1) / block), ...rest];
      return kit.output(aten.reshape(aten.permute(apart, order), shape), shape, x.dtype);
    },
  );
  kit.add<Unary, {blockShape: number[]; crops: number[][]}>("BatchToSpaceND", ({x}, {blockShape, crops}) => {
    const axes = blockShape.length;
    const rest = x.shape.slice(axes + 1);
    const product = blockShape.reduce((size, block) => size * block, 1);
    const batch = (x.shape[0] ?? 1) / product;
    const lengths = blockShape.map((_, i) => x.shape[i + 1] ?? 1);
    const apart = aten.reshape(kit.handle(x), [...blockShape, batch, ...lengths, ...rest]);
    const pairs = blockShape.flatMap((_, i) => [axes + 1 + i, i]);
    const order = [axes, ...pairs, ...rest.map((_, i) => 2 * axes + 1 + i)];
    const full = blockShape.map((block, i) => (lengths[i] ?? 1) * block);
    let view = aten.reshape(aten.permute(apart, order), [batch, ...full, ...rest]);
    const shape = [
      batch,
      ...full.map((length, i) => length - (crops[i]?.[0] ?? 0) - (crops[i]?.[1] ?? 0)),
      ...rest,
    ];
    for (const [i, crop] of crops.entries()) view = aten.narrow(view, i + 1, crop[0] ?? 0, shape[i + 1] ?? 0);
    return kit.output(view, shape, x.dtype);
  });
}
