import type {KernelConfig} from "@tensorflow/tfjs";
import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import type {Info} from "../nativeBackend.js";
import {type ActivationAttributes, activate} from "./activation.js";
import {addBias} from "./addBias.js";
import {callKernel} from "./callKernel.js";

/** Depthwise convolution with a bias that is not one number for each channel; others take the backend's own, `stock`. */
export function fusedDepthwiseConv2DConfig(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: params => {
      const {x, filter, bias, preluActivationWeights} = params.inputs as Record<string, Info | undefined>;
      if (x === undefined || filter === undefined || !bias || bias.shape.length === 1)
        return stock.kernelFunc(params);
      const backend = params.backend as BackendWasm;
      const attrs = params.attrs as unknown as ActivationAttributes;
      const sum = callKernel(backend, "DepthwiseConv2dNative", {x, filter}, {...params.attrs});
      const withBias = addBias(backend, sum, bias);
      return activate("FusedDepthwiseConv2D", preluActivationWeights, backend, withBias, attrs, false);
    },
  };
}
