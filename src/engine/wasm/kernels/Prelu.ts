import type {KernelConfig} from "@tensorflow/tfjs";
import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import type {Info} from "../nativeBackend.js";
import {callKernel} from "./callKernel.js";

/**
 * `x` where it is positive, else `alpha x`, for slopes of any shape that broadcasts. Slopes for the last axis take the
 * backend's own kernel, `stock`, which reads all others as if they were such.
 */
export function preluConfig(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: params => {
      const {x, alpha} = params.inputs as Record<string, Info | undefined>;
      if (x === undefined || alpha === undefined) return stock.kernelFunc(params);
      const slopes = alpha.shape.reduce((product, size) => product * size, 1);
      const last = x.shape[x.shape.length - 1];
      if (alpha.shape[alpha.shape.length - 1] === last && slopes === last) return stock.kernelFunc(params);
      const backend = params.backend as BackendWasm;
      const made: Info[] = [];
      const make = (name: string, inputs: Record<string, Info>) => {
        const info = callKernel(backend, name, inputs);
        made.push(info);
        return info;
      };
      try {
        const positive = make("Relu", {x});
        const negative = make("Sub", {a: x, b: positive});
        const sloped = make("Multiply", {a: negative, b: alpha});
        return callKernel(backend, "Add", {a: positive, b: sloped});
      } finally {
        for (const {dataId} of made) backend.disposeData(dataId);
      }
    },
  };
}
