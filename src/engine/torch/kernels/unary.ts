import type {TensorInfo} from "@tensorflow/tfjs";
import type {KernelKit} from "../kernelKit.js";

interface Unary {
  readonly x: TensorInfo;
}

/** Functions of real numbers: whole numbers are converted, and the result back. */
const REAL: Readonly<Record<string, string>> = {
  Acos: "acos",
  Acosh: "acosh",
  Asin: "asin",
  Asinh: "asinh",
  Atan: "atan",
  Atanh: "atanh",
  Cos: "cos",
  Cosh: "cosh",
  Erf: "erf",
  Exp: "exp",
  Expm1: "expm1",
  Log: "log",
  Log1p: "log1p",
  Reciprocal: "reciprocal",
  Rsqrt: "rsqrt",
  Selu: "selu",
  Sigmoid: "sigmoid",
  Sin: "sin",
  Sinh: "sinh",
  Sqrt: "sqrt",
  Tan: "tan",
  Tanh: "tanh",
};

/** Functions that give back the kind of number they get. */
const SAME: Readonly<Record<string, string>> = {
  Abs: "abs",
  Ceil: "ceil",
  Floor: "floor",
  Neg: "neg",
  Relu: "relu",
  Relu6: "relu6",
  Round: "round",
  Square: "square",
};

const TESTS: Readonly<Record<string, string>> = {IsNan: "isnan", IsInf: "isinf", IsFinite: "isfinite"};

/** Element-wise functions of one tensor. */
export function registerUnary(kit: KernelKit): void {
  const {shim, aten} = kit;
  for (const [name, operator] of Object.entries(REAL)) {
    const call = shim.op(`aten::${operator}`, "T");
    kit.add<Unary>(name, ({x}) => {
      // Exp alone gives back real numbers, as in the cpu backend.
      if (x.dtype === "float32" || name === "Exp") return kit.output(call(kit.float(x)), x.shape);
      return kit.output(kit.as(call(kit.float(x)), "float32", kit.native(x)), x.shape, x.dtype);
    });
  }
  for (const [name, operator] of Object.entries(SAME)) {
    const call = shim.op(`aten::${operator}`, "T");
    kit.add<Unary>(name, ({x}) => {
      const dtype = x.dtype === "bool" ? "int32" : x.dtype;
      return kit.output(call(kit.as(kit.handle(x), x.dtype, dtype as "int32")), x.shape, dtype);
    });
  }
  for (const [name, operator] of Object.entries(TESTS)) {
    const call = shim.op(`aten::${operator}`, "T");
    kit.add<Unary>(name, ({x}) => kit.output(call(kit.handle(x)), x.shape, "bool"));
  }
  const not = shim.op("aten::logical_not", "T");
  kit.add<Unary>("LogicalNot", ({x}) => kit.output(not(kit.handle(x)), x.shape, "bool"));

  kit.add<Unary>("Sign", ({x}) => kit.output(aten.sign(kit.handle(x)), x.shape, x.dtype));
  const relu6 = shim.op("aten::relu6", "T");
  kit.add<Unary, {alpha?: number}>("Step", ({x}, {alpha = 0}) => {
    const h = kit.float(x);
    const {memory} = kit;
    // sign(relu(x)) is seven times as fast as a comparison and a choice.
    const step =
      alpha === 0
        ? aten.sign(aten.relu(h))
        : aten.where(aten.greater(h, memory.scalar(0)), memory.scalar(1), memory.scalar(alpha));
    // sign(NaN) is 0; 0 relu6(x) is 0 but for NaN, which must stay.
    const kept = aten.add(step, relu6(h), 0);
    return kit.output(kit.as(kept, "float32", kit.native(x)), x.shape, x.dtype);
  });

  kit.add<Unary, {dtype: TensorInfo["dtype"]}>("Cast", ({x}, {dtype}) => {
    if (x.dtype === dtype) return kit.shared(x);
    if (dtype === "complex64") {
      const real = kit.run("Cast", {x}, {dtype: "float32"});
      const zeros = kit.run("ZerosLike", {x: real});
      const made = kit.run("Complex", {real, imag: zeros});
      kit.drop(real);
      kit.drop(zeros);
      return made;
    }
    if (x.dtype === "complex64") {
      const real = kit.run("Real", {input: x});
      const made = kit.run("Cast", {x: real}, {dtype});
      kit.drop(real);
      return made;
    }
    return kit.output(kit.as(kit.handle(x), x.dtype, dtype as "int32"), x.shape, dtype);
  });

  const log_sigmoid = shim.op("aten::log_sigmoid", "T");
  // softplus(x) = -log(sigmoid(-x)); aten::softplus takes Scalars.
  kit.add<Unary>("Softplus", ({x}) => kit.output(aten.neg(log_sigmoid(aten.neg(kit.float(x)))), x.shape));
  kit.add<Unary, {clipValueMin: number; clipValueMax: number}>("ClipByValue", ({x}, bounds) => {
    const dtype = x.dtype === "int32" ? "int32" : "float32";
    const [low, high] = [bounds.clipValueMin, bounds.clipValueMax].map(one =>
      kit.memory.scalar(one, "float32"),
    );
    const clipped = aten.clamp(kit.as(kit.handle(x), x.dtype, "float32"), low ?? null, high ?? null);
    return kit.output(kit.as(clipped, "float32", dtype), x.shape, dtype);
  });
}
