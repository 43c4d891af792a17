import {getKernel, registerKernel, unregisterKernel} from "@tensorflow/tfjs";
import {kernels} from "./kernels.js";

/** Registers our kernels in place of those of the same name. */
export function registerKernels(): void {
  for (const config of kernels) {
    if (getKernel(config.kernelName, "wasm") !== undefined) unregisterKernel(config.kernelName, "wasm");
    registerKernel(config);
  }
}
