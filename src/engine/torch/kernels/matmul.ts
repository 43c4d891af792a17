import type {TensorInfo} from "@tensorflow/tfjs";
import type {Handle} from "../handles.js";
import type {KernelKit} from "../kernelKit.js";
import {broadcastShape, sizeOf} from "../shapes.js";
import {bindEpilogue, type EpilogueAttributes, type EpilogueInputs} from "./epilogue.js";

interface Flags {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}
interface Product extends Flags {
  readonly shape: readonly number[];
  readonly handle: Handle;
}

/** Matrix products, with leading axes that broadcast, and the fused product of dense layers. */
export function registerMatmul(kit: KernelKit): void {
  const {shim, aten} = kit;
  const mm = shim.op("aten::mm", "T T");
  const bmm = shim.op("aten::bmm", "T T");
  const linear = shim.op("aten::linear", "T T T?");
  const finish = bindEpilogue(kit);

  /** `[batch, rows, columns]` as PyTorch wants it; one matrix alone has no batch. */
  const operand = (x: TensorInfo, outer: readonly number[], transpose: boolean): Handle => {
    const batch = sizeOf(outer);
    const [rows = 1, columns = 1] = x.shape.slice(-2);
    const own = sizeOf(x.shape.slice(0, -2));
    const one = batch === 1;
    const shape = one ? [rows, columns] : [batch, rows, columns];
    let view = kit.float(x);
    if (!one && own !== batch) view = aten.expand(view, [...outer, rows, columns], false);
    if (x.shape.length !== shape.length || own !== batch) view = aten.reshape(view, shape);
    return transpose ? aten.permute(view, one ? [1, 0] : [0, 2, 1]) : view;
  };
  const multiply = (a: TensorInfo, b: TensorInfo, {transposeA, transposeB}: Flags): Product => {
    if (a.shape.length < 2 || b.shape.length < 2) {
      throw new RangeError(`matrices must have 2 axes or more, got [${a.shape}] and [${b.shape}]`);
    }
    const outer = broadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
    const shape = [...outer, a.shape.at(transposeA ? -1 : -2) ?? 1, b.shape.at(transposeB ? -2 : -1) ?? 1];
    const batch = sizeOf(outer);
    const left = operand(a, outer, transposeA);
    const right = operand(b, outer, transposeB);
    const product = batch === 1 ? mm(left, right) : bmm(left, right);
    const handle = shape.length === (batch === 1 ? 2 : 3) ? product : aten.reshape(product, shape);
    return {shape, handle, transposeA, transposeB};
  };

  kit.add<{a: TensorInfo; b: TensorInfo}, Flags>("BatchMatMul", ({a, b}, flags) => {
    const {handle, shape} = multiply(a, b, flags);
    const dtype = kit.tf.upcastType(a.dtype, b.dtype) === "float32" ? "float32" : "int32";
    return kit.output(kit.as(handle, "float32", dtype), shape, dtype);
  });
  interface FusedInputs extends EpilogueInputs {
    readonly a: TensorInfo;
    readonly b: TensorInfo;
  }
  kit.add<FusedInputs, Flags & EpilogueAttributes>("_FusedMatMul", (inputs, attributes) => {
    const {a, b, bias} = inputs;
    const plain = sizeOf(a.shape.slice(0, -2)) === 1 && sizeOf(b.shape.slice(0, -2)) === 1;
    if (
      plain &&
      bias !== undefined &&
      bias.shape.length === 1 &&
      a.shape.length === 2 &&
      !attributes.transposeA
    ) {
      // x W + b in one call; linear wants W with its outputs first, which is a view.
      const weights = aten.permute(operand(b, [], attributes.transposeB), [1, 0]);
      const handle = linear(operand(a, [], false), weights, kit.float(bias));
      const shape = [a.shape[0] ?? 1, bias.shape[0] ?? 1];
      return kit.output(finish(handle, {...inputs, bias: undefined}, attributes), shape);
    }
    const {handle, shape} = multiply(a, b, attributes);
    return kit.output(finish(handle, inputs, attributes), shape);
  });
}
