import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import type {Info} from "../nativeBackend.js";
import {callKernel} from "./callKernel.js";
import type {Call} from "./kernel.js";

/** Attributes of the fused kernels that say what follows the sum. */
export interface ActivationAttributes {
  readonly activation?: string | null;
  readonly leakyreluAlpha?: number;
}

/** Kernels by the names under which fused operations know them; `linear` and `relu` are done on the way. */
const KERNELS: Readonly<Record<string, string>> = {
  relu6: "Relu6",
  sigmoid: "Sigmoid",
  elu: "Elu",
  leakyrelu: "LeakyRelu",
  prelu: "Prelu",
  tanh: "Tanh",
};

/** Applies what follows a sum and frees the sum. */
export function activate(
  kernel: string,
  call: Pick<Call<unknown>, "optional">,
  backend: BackendWasm,
  sum: Info,
  {activation, leakyreluAlpha = 0}: ActivationAttributes,
): Info {
  const name = activation ?? "linear";
  if (name === "linear" || name === "relu") return sum;
  const kernelName = KERNELS[name];
  if (kernelName === undefined)
    throw new RangeError(
      `${kernel}: on the wasm engine activation must be linear, relu, ${Object.keys(KERNELS).join(", ")}, got ${name}`,
    );
  const alpha = call.optional("preluActivationWeights");
  const inputs: Record<string, Info> = name === "prelu" && alpha !== undefined ? {x: sum, alpha} : {x: sum};
  const result = callKernel(backend, kernelName, inputs, name === "leakyrelu" ? {alpha: leakyreluAlpha} : {});
  backend.disposeData(sum.dataId);
  return {...result, shape: sum.shape};
}
