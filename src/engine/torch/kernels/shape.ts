import type {TensorInfo} from "@tensorflow/tfjs";
import type {Handle} from "../handles.js";
import type {KernelKit} from "../kernelKit.js";
import {sameShape, sizeOf} from "../shapes.js";

interface Unary {
  readonly x: TensorInfo;
}

/** Kernels that show the same numbers under another shape or order: views, without a copy where PyTorch can. */
export function registerShape(kit: KernelKit): void {
  const {aten, shim, tf} = kit;
  kit.add<Unary>("Identity", ({x}) => kit.shared(x));
  const reshape = (x: TensorInfo, shape: readonly number[]): TensorInfo => {
    if (x.dtype === "string" || x.dtype === "complex64") return kit.shared(x, shape);
    if (sameShape(shape, x.shape)) return kit.shared(x);
    return kit.output(aten.reshape(kit.handle(x), shape), shape, x.dtype);
  };
  kit.add<Unary, {shape: number[]}>("Reshape", ({x}, {shape}) => {
    const size = sizeOf(x.shape);
    const full = tf.util.inferFromImplicitShape(shape, size);
    if (sizeOf(full) !== size) {
      throw new RangeError(`the new shape must have ${size} elements, got [${full.join(", ")}]`);
    }
    return reshape(x, full);
  });
  kit.add<{input: TensorInfo}, {dim: number}>("ExpandDims", ({input: x}, {dim}) => {
    const rank = x.shape.length;
    if (dim < -rank - 1 || dim > rank) {
      throw new RangeError(`axis must be in ${-rank - 1} to ${rank}, got ${dim}`);
    }
    const shape = [...x.shape];
    shape.splice(dim < 0 ? x.shape.length + 1 + dim : dim, 0, 1);
    return reshape(x, shape);
  });
  kit.add<Unary, {perm: number[]}>("Transpose", ({x}, {perm}) => {
    if (x.dtype === "string" || x.dtype === "complex64") return kit.fallback("Transpose", {x}, {perm});
    return kit.output(
      aten.permute(kit.handle(x), perm),
      perm.map(axis => x.shape[axis] ?? 1),
      x.dtype,
    );
  });

  // A view that repeats without copying: what the gradients of sums are made of.
  kit.add<Unary, {shape: number[]}>("BroadcastTo", ({x}, {shape}) =>
    kit.output(aten.expand(kit.handle(x), shape, false), shape, x.dtype),
  );
  const repeat = shim.op("aten::repeat", "T L");
  kit.add<Unary, {reps: number[]}>("Tile", ({x}, {reps}) => {
    if (x.dtype === "string" || x.dtype === "complex64") return kit.fallback("Tile", {x}, {reps});
    return kit.output(
      repeat(kit.handle(x), reps),
      x.shape.map((length, axis) => length * (reps[axis] ?? 1)),
      x.dtype,
    );
  });

  const cut = (x: TensorInfo, begin: readonly number[], size: readonly number[]): Handle => {
    let view = kit.handle(x);
    for (const [axis, length] of size.entries()) {
      if (length !== x.shape[axis]) view = aten.narrow(view, axis, begin[axis] ?? 0, length);
    }
    return view === kit.handle(x) ? shim.share(view) : view;
  };
  kit.add<Unary, {begin: number | number[]; size: number | number[]}>("Slice", ({x}, attributes) => {
    if (x.dtype === "string" || x.dtype === "complex64") return kit.fallback("Slice", {x}, attributes);
    const [begin, size] = tf.slice_util.parseSliceParams(x, attributes.begin, attributes.size);
    tf.slice_util.assertParamsValid(x, begin ?? [], size ?? []);
    return kit.output(cut(x, begin ?? [], size ?? []), size ?? [], x.dtype);
  });
  kit.add<Unary, {numOrSizeSplits: number | number[]; axis: number}>("SplitV", ({x}, attributes) => {
    const [axis = 0] = tf.util.parseAxisParam(attributes.axis, x.shape);
    let start = 0;
    return tf.backend_util.prepareSplitSize(x as never, attributes.numOrSizeSplits, axis).map(length => {
      const shape = x.shape.with(axis, length);
      const view = aten.narrow(kit.handle(x), axis, start, length);
      start += length;
      return kit.output(view, shape, x.dtype);
    });
  });
  kit.add<readonly TensorInfo[], {axis: number}>("Concat", (tensors, attributes) => {
    const [first] = tensors;
    if (first === undefined) throw new RangeError("there must be at least one tensor, got none");
    const [axis = 0] = tf.util.parseAxisParam(attributes.axis, first.shape);
    if (first.dtype === "string" || first.dtype === "complex64") {
      return kit.fallback("Concat", tensors, {axis});
    }
    tf.backend_util.assertParamsConsistent(
      tensors.map(one => one.shape),
      axis,
    );
    const shape = tf.backend_util.computeOutShape(
      tensors.map(one => one.shape),
      axis,
    );
    const full = tensors.filter(one => sizeOf(one.shape) > 0);
    if (full.length === 0) return kit.output(kit.memory.empty(shape, first.dtype), shape, first.dtype);
    return kit.output(
      aten.cat(
        full.map(one => kit.handle(one)),
        axis,
      ),
      shape,
      first.dtype,
    );
  });
  const unsqueeze = shim.op("aten::unsqueeze", "T i");
  kit.add<readonly TensorInfo[], {axis: number}>("Pack", (tensors, {axis}) => {
    const [first] = tensors;
    if (first === undefined) throw new RangeError("there must be at least one tensor, got none");
    if (first.dtype === "string") return kit.fallback("Pack", tensors, {axis});
    for (const {shape, dtype} of tensors) {
      tf.util.assertShapesMatch(first.shape, shape, "stack: all tensors must have one shape, ");
      if (dtype !== first.dtype)
        throw new TypeError(`tensors must have one dtype, got ${first.dtype} and ${dtype}`);
    }
    const shape = [...first.shape];
    shape.splice(axis, 0, tensors.length);
    return kit.output(
      aten.cat(
        tensors.map(one => unsqueeze(kit.handle(one), axis)),
        axis,
      ),
      shape,
      first.dtype,
    );
  });
  const select = shim.op("aten::select.int", "T i i");
  kit.add<{value: TensorInfo}, {axis: number}>("Unpack", ({value}, attributes) => {
    const axis = attributes.axis < 0 ? attributes.axis + value.shape.length : attributes.axis;
    if (value.dtype === "string") return kit.fallbackAll("Unpack", {value}, {axis});
    const shape = value.shape.toSpliced(axis, 1);
    return Array.from({length: value.shape[axis] ?? 0}, (_, i) =>
      kit.output(select(kit.handle(value), axis, i), shape, value.dtype),
    );
  });
  const flip = shim.op("aten::flip", "T L");
  kit.add<Unary, {dims: number | number[]}>("Reverse", ({x}, {dims}) =>
    kit.output(flip(kit.handle(x), tf.util.parseAxisParam(dims, x.shape)), x.shape, x.dtype),
  );
  kit.add<{image: TensorInfo}>("FlipLeftRight", ({image}) =>
    kit.output(flip(kit.handle(image), [2]), image.shape, image.dtype),
  );
}
