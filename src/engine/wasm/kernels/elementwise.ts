import type {KernelConfig} from "@tensorflow/tfjs";
import {ALONE_VALUES} from "../limits.js";
import {BLOCK} from "../native/elementwise.js";
import {addressOf, nativeOf} from "../nativeBackend.js";
import {kernel} from "./kernel.js";

type Name = "reluGradient" | "relu6Gradient" | "tanhGradient" | "sigmoidGradient" | "tanhValues";

/** A kernel that computes each value from one value of each input; `inputs` are the names of the first and the second. */
function elementwiseConfig(
  kernelName: string,
  program: Name,
  [first, second]: readonly [string, string],
): KernelConfig {
  return kernel(kernelName, ({backend, input, output}) => {
    const a = input(first);
    const out = output(a.shape);
    const count = a.shape.reduce((product, size) => product * size, 1);
    nativeOf(backend).programs.run(
      program,
      {
        a: addressOf(backend, a),
        b: addressOf(backend, input(second)),
        output: addressOf(backend, out),
        count,
      },
      Math.ceil(count / BLOCK),
      {alone: count < ALONE_VALUES},
    );
    return out;
  });
}

export const reluGradConfig = elementwiseConfig("ReluGrad", "reluGradient", ["x", "dy"]);
export const relu6GradConfig = elementwiseConfig("Relu6Grad", "relu6Gradient", ["x", "dy"]);
export const tanhGradConfig = elementwiseConfig("TanhGrad", "tanhGradient", ["y", "dy"]);
export const sigmoidGradConfig = elementwiseConfig("SigmoidGrad", "sigmoidGradient", ["y", "dy"]);
export const tanhConfig = elementwiseConfig("Tanh", "tanhValues", ["x", "x"]);
