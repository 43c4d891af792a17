import type {KernelConfig} from "@tensorflow/tfjs";
import {ALONE_VALUES} from "../limits.js";
import {BLOCK} from "../native/elementwise.js";
import {addressOf, nativeOf} from "../nativeBackend.js";
import {kernel} from "./kernel.js";

const floatConfig = kernel<{readonly clipValueMin: number; readonly clipValueMax: number}>(
  "ClipByValue",
  ({backend, input, output, attrs}) => {
    const x = input("x");
    const out = output(x.shape);
    const count = x.shape.reduce((product, size) => product * size, 1);
    nativeOf(backend).programs.run(
      "clip",
      {
        input: addressOf(backend, x),
        output: addressOf(backend, out),
        count,
        low: attrs.clipValueMin,
        high: attrs.clipValueMax,
      },
      Math.ceil(count / BLOCK),
      {alone: count < ALONE_VALUES},
    );
    return out;
  },
);

/**
 * Values kept between two bounds; NaN stays NaN, which the backend's own makes a bound. Whole numbers take the backend's
 * own kernel, `stock`.
 */
export function clipByValueConfig(stock: KernelConfig): KernelConfig {
  return {
    ...floatConfig,
    kernelFunc: params => (params.inputs.x?.dtype === "float32" ? floatConfig : stock).kernelFunc(params),
  };
}
