import type {TensorInfo} from "@tensorflow/tfjs";
import {isNativeType, type NativeType} from "../backend.js";
import type {KernelKit} from "../kernelKit.js";

/** Kernels that make tensors out of numbers. */
export function registerCreate(kit: KernelKit): void {
  const {aten, memory} = kit;
  kit.add<unknown, {shape: number[]; value: number | string; dtype?: TensorInfo["dtype"]}>(
    "Fill",
    (_, attributes) => {
      const {shape, value} = attributes;
      const dtype = attributes.dtype ?? (typeof value === "string" ? "string" : "float32");
      if (!isNativeType(dtype)) return kit.fallback("Fill", {}, {shape, value, dtype});
      return kit.output(memory.full(shape, Number(value), dtype), shape, dtype);
    },
  );
  kit.add<{x: TensorInfo}>("ZerosLike", ({x}) => {
    if (!isNativeType(x.dtype)) return kit.fallback("ZerosLike", {x});
    return kit.output(memory.full(x.shape, 0, x.dtype), x.shape, x.dtype);
  });
  kit.add<{x: TensorInfo}>("OnesLike", ({x}) => {
    if (!isNativeType(x.dtype)) return kit.fallback("OnesLike", {x});
    return kit.output(memory.full(x.shape, 1, x.dtype), x.shape, x.dtype);
  });
  interface OneHot {
    readonly depth: number;
    readonly onValue: number;
    readonly offValue: number;
    readonly dtype?: NativeType;
  }
  kit.add<{indices: TensorInfo}, OneHot>("OneHot", ({indices}, attributes) => {
    const {depth, onValue, offValue, dtype = "float32"} = attributes;
    const classes = memory.from(
      Int32Array.from({length: depth}, (_, i) => i),
      [depth],
      "int32",
    );
    const column = aten.reshape(kit.handle(indices), [...indices.shape, 1]);
    const chosen = aten.where(
      aten.equal(column, classes),
      memory.scalar(onValue, dtype),
      memory.scalar(offValue, dtype),
    );
    return kit.output(chosen, [...indices.shape, depth], dtype);
  });
  const diagonal = kit.shim.op("aten::diagflat", "T i");
  kit.add<{x: TensorInfo}>("Diag", ({x}) => {
    const shape = [...x.shape, ...x.shape];
    return kit.output(aten.reshape(diagonal(kit.handle(x), 0), shape), shape, x.dtype);
  });
}
