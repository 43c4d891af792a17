import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import type {Info} from "../nativeBackend.js";
import {callKernel} from "./callKernel.js";

/** Attributes of the fused kernels that say what follows the sum. */
export interface ActivationAttributes {
  readonly activation?: string | null;
  readonly leakyreluAlpha?: number;
}

/** Kernels by the names under which fused operations know them. */
const KERNELS: Readonly<Record<string, string>> = {
  relu: "Relu",
  relu6: "Relu6",
  sigmoid: "Sigmoid",
  elu: "Elu",
  leakyrelu: "LeakyRelu",
  prelu: "Prelu",
  tanh: "Tanh",
};

/**
 * Applies what follows a sum and frees the sum.
 *
 * @param alpha  Slopes of prelu.
 * @param reluDone  Whether the sum has its ReLU already.
 */
export function activate(
  kernel: string,
  alpha: Info | undefined,
  backend: BackendWasm,
  sum: Info,
  {activation, leakyreluAlpha = 0}: ActivationAttributes,
  reluDone = true,
): Info {
  const name = activation ?? "linear";
  if (name === "linear" || (name === "relu" && reluDone)) return sum;
  const kernelName = KERNELS[name];
  if (kernelName === undefined)
    throw new RangeError(
      `${kernel}: on the wasm engine activation must be linear, ${Object.keys(KERNELS).join(", ")}, got ${name}`,
    );
  const inputs: Record<string, Info> = name === "prelu" && alpha !== undefined ? {x: sum, alpha} : {x: sum};
  const result = callKernel(backend, kernelName, inputs, name === "leakyrelu" ? {alpha: leakyreluAlpha} : {});
  backend.disposeData(sum.dataId);
  return result;
}
