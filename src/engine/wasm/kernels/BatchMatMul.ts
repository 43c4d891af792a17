import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import type {Info} from "../nativeBackend.js";
import {type ActivationAttributes, activate} from "./activation.js";
import {addBias} from "./addBias.js";
import {callKernel} from "./callKernel.js";
import {kernel} from "./kernel.js";
import {matMul} from "./matMul.js";

interface Transposes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** Runs `use` with the last two axes of a matrix changed over, and frees the copy. */
function withTransposed(backend: BackendWasm, a: Info, use: (a: Info) => Info): Info {
  const rank = a.shape.length;
  const perm = [...Array.from({length: rank - 2}, (_, axis) => axis), rank - 1, rank - 2];
  const transposed = callKernel(backend, "Transpose", {x: a}, {perm});
  try {
    return use(transposed);
  } finally {
    backend.disposeData(transposed.dataId);
  }
}

/** Product of matrices, one for each batch. */
export const batchMatMulConfig = kernel<Transposes>("BatchMatMul", call => {
  const {transposeA, transposeB} = call.attrs;
  const b = [call.input("b"), transposeB] as const;
  return transposeA && transposeB
    ? withTransposed(call.backend, call.input("a"), a => matMul("BatchMatMul", call, [a, false], b))
    : matMul("BatchMatMul", call, [call.input("a"), transposeA], b);
});

/** The same with a bias and what follows. */
export const fusedMatMulConfig = kernel<Transposes & ActivationAttributes>("_FusedMatMul", call => {
  const {attrs, backend} = call;
  const b = [call.input("b"), attrs.transposeB] as const;
  const bias = call.optional("bias");
  const columns = b[0].shape.at(attrs.transposeB ? -2 : -1);
  const perColumn = bias === undefined || (bias.shape.length === 1 && bias.shape[0] === columns);
  const options = perColumn ? {bias, relu: attrs.activation === "relu"} : {};
  const product = (a: Info) => matMul("_FusedMatMul", call, [a, false], b, options);
  const a = call.input("a");
  const sum = attrs.transposeA ? withTransposed(backend, a, product) : product(a);
  const alpha = call.optional("preluActivationWeights");
  const withBias = perColumn ? sum : addBias(backend, sum, bias);
  return activate("_FusedMatMul", alpha, backend, withBias, attrs, perColumn);
});
