import type {Shim} from "./shim.js";

/** PyTorch's operators that more than one family of kernels uses. */
export type Operators = ReturnType<typeof bindOperators>;

export function bindOperators(shim: Shim) {
  return {
    add: shim.typed("add_Tensor", "T T d"),
    mul: shim.typed("mul_Tensor", "T T"),
    scale: shim.typed("mul_Scalar", "T d"),
    div: shim.op("aten::div.Tensor", "T T"),
    permute: shim.typed("permute", "T L"),
    reshape: shim.typed("reshape", "T L"),
    narrow: shim.typed("narrow", "T i i i"),
    pad: shim.typed("pad", "T L S d?"),
    expand: shim.op("aten::expand", "T L b"),
    contiguous: shim.op("aten::contiguous", "T i"),
    to: shim.op("aten::to.dtype", "T i b b i?"),
    cat: shim.typed("cat", "TL i"),
    sum: shim.op("aten::sum.dim_IntList", "T L? b i?"),
    where: shim.op("aten::where.self", "T T T"),
    clamp: shim.op("aten::clamp.Tensor", "T T? T?"),
    greater: shim.op("aten::gt.Tensor", "T T"),
    less: shim.op("aten::lt.Tensor", "T T"),
    greaterEqual: shim.op("aten::ge.Tensor", "T T"),
    lessEqual: shim.op("aten::le.Tensor", "T T"),
    equal: shim.op("aten::eq.Tensor", "T T"),
    and: shim.op("aten::logical_and", "T T"),
    neg: shim.op("aten::neg", "T"),
    exp: shim.op("aten::exp", "T"),
    sign: shim.op("aten::sign", "T"),
    relu: shim.op("aten::relu", "T"),
    floor: shim.op("aten::floor", "T"),
    square: shim.op("aten::square", "T"),
    pow: shim.typed("pow_Tensor_Scalar", "T d"),
    indexSelect: shim.op("aten::index_select", "T i T"),
  };
}
