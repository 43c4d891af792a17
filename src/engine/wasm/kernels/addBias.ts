import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import type {Info} from "../nativeBackend.js";
import {callKernel} from "./callKernel.js";

/** Adds a bias of any shape that broadcasts, and frees the sum without it. */
export function addBias(backend: BackendWasm, sum: Info, bias: Info | undefined): Info {
  if (bias === undefined) return sum;
  const result = callKernel(backend, "Add", {a: sum, b: bias});
  backend.disposeData(sum.dataId);
  return result;
}

/** A value for each channel as it broadcasts over images with their channels first. */
export function channelsFirstShape(info: Info | undefined): Info | undefined {
  return info?.shape.length === 1 ? {...info, shape: [...info.shape, 1, 1]} : info;
}
