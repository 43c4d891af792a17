import {getKernel, type KernelConfig, registerKernel, unregisterKernel} from "@tensorflow/tfjs";
import {kernels, wrappers} from "./kernels.js";

let registered = false;

function replace(config: KernelConfig): void {
  if (getKernel(config.kernelName, "wasm") !== undefined) unregisterKernel(config.kernelName, "wasm");
  registerKernel(config);
}

/** Registers our kernels in place of those of the same name, once for the process. */
export function registerKernels(): void {
  if (registered) return;
  registered = true;
  for (const config of kernels) replace(config);
  for (const [name, wrap] of Object.entries(wrappers)) {
    const stock = getKernel(name, "wasm");
    if (stock === undefined) throw new Error(`wasm: the backend must have a kernel ${name}`);
    replace(wrap(stock));
  }
}
