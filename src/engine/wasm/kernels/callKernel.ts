import {type Attribute, getKernel} from "@tensorflow/tfjs";
import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import type {Info} from "../nativeBackend.js";

/** Runs another kernel of the backend, without TensorFlow.js's bookkeeping: the caller frees the result. */
export function callKernel(
  backend: BackendWasm,
  kernelName: string,
  inputs: Readonly<Record<string, Info>>,
  attrs: Readonly<Record<string, Attribute>> = {},
): Info {
  const config = getKernel(kernelName, "wasm");
  if (config === undefined) throw new Error(`wasm: kernel ${kernelName} must be registered`);
  const result = config.kernelFunc({inputs: {...inputs}, attrs: {...attrs}, backend});
  if (Array.isArray(result))
    throw new Error(`wasm: kernel ${kernelName} must have one result, got ${result.length}`);
  return result as Info;
}
