import type {TensorInfo} from "@tensorflow/tfjs";
import type {Handle} from "../handles.js";
import type {KernelKit} from "../kernelKit.js";
import {broadcastShape} from "../shapes.js";

interface Binary {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
}

const COMPARISONS: Readonly<Record<string, string>> = {
  Equal: "eq.Tensor",
  Greater: "gt.Tensor",
  GreaterEqual: "ge.Tensor",
  Less: "lt.Tensor",
  LessEqual: "le.Tensor",
  LogicalAnd: "logical_and",
  LogicalOr: "logical_or",
  NotEqual: "ne.Tensor",
};

const ARITHMETIC: Readonly<Record<string, string>> = {
  Maximum: "maximum",
  Minimum: "minimum",
  Mod: "remainder.Tensor",
};

/** Element-wise functions of two tensors that broadcast. */
export function registerBinary(kit: KernelKit): void {
  const {shim, aten} = kit;
  /** bool counts as whole numbers, as in the cpu backend. */
  const kindOf = ({a, b}: Binary): "float32" | "int32" => {
    const dtype = kit.tf.upcastType(a.dtype, b.dtype);
    return dtype === "float32" ? "float32" : "int32";
  };
  type Call = (a: Handle, b: Handle) => Handle;
  const arithmetic = (
    name: string,
    real: Call,
    whole?: (a: Handle, b: Handle, shape: readonly number[]) => Handle,
  ) => {
    kit.add<Binary>(name, ({a, b}) => {
      const shape = broadcastShape(a.shape, b.shape);
      if (a.dtype === "float32" && b.dtype === "float32") {
        return kit.output(real(kit.handle(a), kit.handle(b)), shape);
      }
      if (a.dtype === "complex64" || b.dtype === "complex64") return kit.fallback(name, {a, b});
      const kind = kindOf({a, b});
      const [x, y] = [kit.as(kit.handle(a), a.dtype, kind), kit.as(kit.handle(b), b.dtype, kind)];
      const result = kind === "int32" && whole !== undefined ? whole(x, y, shape) : real(x, y);
      return kit.output(result, shape, kind);
    });
  };
  // The C interface's sum has a real factor, which PyTorch refuses for whole numbers: they are stacked and summed.
  const stack = shim.op("aten::stack", "TL i");
  const sum = (a: Handle, b: Handle, shape: readonly number[]): Handle => {
    const both = [a, b].map(one => aten.expand(one, shape, false));
    return aten.sum(stack(both, 0), [0], false, kit.memory.code.int32);
  };
  const difference: Call = (a, b) => aten.add(a, b, -1);
  arithmetic("Add", (a, b) => aten.add(a, b, 1), sum);
  arithmetic("Sub", difference, (a, b, shape) => sum(a, aten.neg(b), shape));
  arithmetic("Multiply", aten.mul);
  arithmetic(
    "SquaredDifference",
    (a, b) => aten.square(difference(a, b)),
    (a, b, shape) => aten.square(sum(a, aten.neg(b), shape)),
  );
  for (const [name, operator] of Object.entries(ARITHMETIC)) {
    arithmetic(name, shim.op(`aten::${operator}`, "T T"));
  }
  kit.add<Binary>("RealDiv", ({a, b}) => {
    if (a.dtype === "complex64" || b.dtype === "complex64") return kit.fallback("RealDiv", {a, b});
    return kit.output(aten.div(kit.handle(a), kit.handle(b)), broadcastShape(a.shape, b.shape));
  });
  kit.add<Binary>("FloorDiv", ({a, b}) => {
    const floor = aten.floor(aten.div(kit.handle(a), kit.handle(b)));
    // Whole numbers, whatever was divided: so says the cpu backend.
    return kit.output(kit.as(floor, "float32", "int32"), broadcastShape(a.shape, b.shape), "int32");
  });
  // Of whole numbers, computed as real ones: PyTorch refuses a negative power, and its arc tangent is real.
  const realOnly = (name: string, call: Call): void => {
    kit.add<Binary>(name, ({a, b}) => {
      const kind = kindOf({a, b});
      const result = call(kit.float(a), kit.float(b));
      return kit.output(kit.as(result, "float32", kind), broadcastShape(a.shape, b.shape), kind);
    });
  };
  realOnly("Pow", shim.typed("pow_Tensor_Tensor", "T T"));
  realOnly("Atan2", shim.op("aten::atan2", "T T"));
  const bitwiseAnd = shim.op("aten::bitwise_and.Tensor", "T T");
  kit.add<Binary>("BitwiseAnd", ({a, b}) =>
    kit.output(bitwiseAnd(kit.handle(a), kit.handle(b)), broadcastShape(a.shape, b.shape), "int32"),
  );
  for (const [name, operator] of Object.entries(COMPARISONS)) {
    const call = shim.op(`aten::${operator}`, "T T");
    kit.add<Binary>(name, ({a, b}) => {
      const host = [a, b].some(one => one.dtype === "string" || one.dtype === "complex64");
      if (host) return kit.fallback(name, {a, b});
      return kit.output(call(kit.handle(a), kit.handle(b)), broadcastShape(a.shape, b.shape), "bool");
    });
  }
  kit.add<readonly TensorInfo[]>("AddN", tensors => {
    const [first, ...rest] = tensors;
    if (first === undefined) throw new RangeError("there must be at least one tensor, got none");
    let total = shim.share(kit.handle(first));
    for (const one of rest) {
      const next = kit.handle(one);
      total = first.dtype === "float32" ? aten.add(total, next, 1) : sum(total, next, first.shape);
    }
    return kit.output(total, first.shape, first.dtype);
  });
  kit.add<{condition: TensorInfo; t: TensorInfo; e: TensorInfo}>("Select", ({condition, t, e}) => {
    let mask = kit.handle(condition);
    if (condition.shape.length === 1 && t.shape.length > 1) {
      // A vector chooses whole rows.
      mask = aten.reshape(mask, [condition.shape[0] ?? 0, ...t.shape.slice(1).map(() => 1)]);
    }
    const dtype = kit.tf.upcastType(t.dtype, e.dtype);
    return kit.output(aten.where(mask, kit.handle(t), kit.handle(e)), t.shape, dtype);
  });
}
