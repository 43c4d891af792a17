import type {TensorInfo} from "@tensorflow/tfjs";
import type {Handle} from "../handles.js";
import type {KernelKit} from "../kernelKit.js";
import {sizeOf} from "../shapes.js";

/** Kernels that pick or place rows by index. */
export function registerGather(kit: KernelKit): void {
  const {shim, aten, memory, tf} = kit;
  const gather = shim.op("aten::gather", "T i T b");
  const scatterAdd = shim.op("aten::scatter_add", "T i T T");
  const scatter = shim.op("aten::scatter.src", "T i T T");
  const long = (x: Handle): Handle => aten.to(x, memory.code.int64, false, false, null);

  /** An index that is out of range is looked for only when PyTorch has complained. */
  const orNaming = (indices: TensorInfo, length: number, pick: () => Handle): Handle => {
    try {
      return pick();
    } catch (error) {
      const values = Array.from(kit.backend.readSync(indices.dataId) as Int32Array);
      const wrong = values.find(index => index < 0 || index >= length);
      if (wrong === undefined) throw error;
      throw new Error(`GatherV2: the index value ${wrong} is not in [0, ${length - 1}]`);
    }
  };

  interface GatherAttributes {
    readonly axis: number;
    readonly batchDims: number;
  }
  kit.add<{x: TensorInfo; indices: TensorInfo}, GatherAttributes>("GatherV2", ({x, indices}, attributes) => {
    if (x.dtype === "string") return kit.fallback("GatherV2", {x, indices}, attributes);
    const [axis = 0] = tf.util.parseAxisParam(attributes.axis, x.shape);
    const info = tf.backend_util.segment_util.collectGatherOpShapeInfo(
      x as never,
      indices as never,
      axis,
      attributes.batchDims,
    );
    const {batchSize, outerSize, dimSize, sliceSize, outputShape} = info;
    const count = sizeOf(indices.shape) / batchSize;
    const rows = aten.reshape(kit.handle(x), [batchSize, outerSize, dimSize, sliceSize]);
    const places = kit.as(kit.handle(indices), indices.dtype, "int64");
    const pick = (): Handle => {
      if (batchSize === 1) return aten.indexSelect(rows, 2, aten.reshape(places, [count]));
      const spread = aten.reshape(places, [batchSize, 1, count, 1]);
      return gather(rows, 2, aten.expand(spread, [batchSize, outerSize, count, sliceSize], false), false);
    };
    const picked = orNaming(indices, dimSize, pick);
    return kit.output(aten.reshape(picked, outputShape), outputShape, x.dtype);
  });

  /** Rows of `[places, slice]` that indices `[..., depth]` of a tensor of this shape name. */
  const rowsOf = (indices: TensorInfo, depth: number, count: number, shape: readonly number[]): Handle => {
    const strides = Int32Array.from({length: depth}, (_, i) => sizeOf(shape.slice(i + 1, depth)));
    const list = aten.reshape(kit.as(kit.handle(indices), indices.dtype, "int32"), [count, depth]);
    return aten.sum(aten.mul(list, memory.from(strides, [depth], "int32")), [1], false, memory.code.int64);
  };
  kit.add<{params: TensorInfo; indices: TensorInfo}>("GatherNd", ({params, indices}) => {
    if (params.dtype === "string") return kit.fallback("GatherNd", {params, indices});
    const [shape, count, slice] = tf.backend_util.prepareAndValidate(params as never, indices as never);
    const depth = indices.shape.at(-1) ?? 1;
    const table = aten.reshape(kit.handle(params), [sizeOf(params.shape.slice(0, depth)), slice]);
    const rows = aten.indexSelect(table, 0, rowsOf(indices, depth, count, params.shape));
    return kit.output(aten.reshape(rows, shape), shape, params.dtype);
  });
  const place = (
    indices: TensorInfo,
    updates: TensorInfo,
    shape: readonly number[],
    table: Handle,
    add: boolean,
  ) => {
    const info = tf.backend_util.calculateShapes(updates, indices, [...shape]);
    const {sliceRank, numUpdates: count, sliceSize: slice} = info;
    const flat = aten.reshape(table, [sizeOf(shape.slice(0, sliceRank)), slice]);
    const rows = aten.reshape(rowsOf(indices, sliceRank, count, shape), [count, 1]);
    const single = updates.shape.length === 0;
    const values = aten.expand(
      aten.reshape(kit.handle(updates), single ? [1, 1] : [count, slice]),
      [count, slice],
      false,
    );
    const made = (add ? scatterAdd : scatter)(flat, 0, aten.expand(rows, [count, slice], false), values);
    return kit.output(aten.reshape(made, shape), shape, updates.dtype);
  };
  kit.add<{indices: TensorInfo; updates: TensorInfo}, {shape: number[]}>(
    "ScatterNd",
    ({indices, updates}, {shape}) => {
      if (sizeOf(shape) === 0 || updates.dtype === "string") {
        return kit.fallback("ScatterNd", {indices, updates}, {shape});
      }
      return place(indices, updates, shape, memory.full(shape, 0, kit.native(updates)), true);
    },
  );
  interface Update {
    readonly tensor: TensorInfo;
    readonly indices: TensorInfo;
    readonly updates: TensorInfo;
  }
  kit.add<Update>("TensorScatterUpdate", ({tensor, indices, updates}) =>
    place(indices, updates, tensor.shape, kit.handle(tensor), false),
  );

  interface Segments {
    readonly x: TensorInfo;
    readonly segmentIds: TensorInfo;
  }
  // The gradient of gather. Rows whose segment isn't there are dropped: they go to one more row, which is cut off.
  kit.add<Segments, {numSegments: number}>("UnsortedSegmentSum", ({x, segmentIds}, {numSegments}) => {
    const count = sizeOf(segmentIds.shape);
    const slice = count === 0 ? 1 : sizeOf(x.shape) / count;
    const ids = aten.reshape(long(kit.handle(segmentIds)), [count]);
    const [none, zero] = [memory.scalar(numSegments, "int64"), memory.scalar(0, "int64")];
    const known = aten.and(aten.greaterEqual(ids, zero), aten.less(ids, none));
    const spread = aten.expand(aten.reshape(aten.where(known, ids, none), [count, 1]), [count, slice], false);
    const kind = x.dtype === "float32" ? "float32" : "int32";
    const sums = scatterAdd(
      memory.full([numSegments + 1, slice], 0, kind),
      0,
      spread,
      aten.reshape(kit.as(kit.handle(x), x.dtype, kind), [count, slice]),
    );
    const shape = [numSegments, ...x.shape.slice(segmentIds.shape.length)];
    return kit.output(aten.reshape(aten.narrow(sums, 0, 0, numSegments), shape), shape, kind);
  });

  // Stable: of equal values the one with the lower index comes first, as in TensorFlow.
  const sort = shim.typeds("sort_stable", "T i? i b", 2);
  kit.add<{x: TensorInfo}, {k: number; sorted: boolean}>("TopK", ({x}, {k}) => {
    const axis = x.shape.length - 1;
    const kind = x.dtype === "float32" ? "float32" : "int32";
    const [values, places] = sort(kit.as(kit.handle(x), x.dtype, kind), 1, axis, true);
    if (values === undefined || places === undefined) throw new Error("sort must give values and places");
    const shape = x.shape.with(axis, k);
    const top = kit.as(aten.narrow(places, axis, 0, k), "int64" as "int32", "int32");
    return [kit.output(aten.narrow(values, axis, 0, k), shape, kind), kit.output(top, shape, "int32")];
  });
  const einsum = shim.op("aten::einsum", "S TL L?");
  kit.add<readonly TensorInfo[], {equation: string}>("Einsum", (tensors, {equation}) => {
    const {allDims, summedDims, idDims} = tf.backend_util.decodeEinsumEquation(equation, tensors.length);
    tf.backend_util.checkEinsumDimSizes(allDims.length, idDims, tensors as never);
    const lengths = new Map<number, number>();
    for (const [i, dims] of idDims.entries()) {
      for (const [axis, dim] of dims.entries()) lengths.set(dim, tensors[i]?.shape[axis] ?? 1);
    }
    const kept = allDims.length - summedDims.length;
    const shape = Array.from({length: kept}, (_, dim) => lengths.get(dim) ?? 1);
    const result = einsum(
      equation.replaceAll(" ", ""),
      tensors.map(one => kit.handle(one)),
      null,
    );
    return kit.output(result, shape, tensors[0]?.dtype ?? "float32");
  });
}
