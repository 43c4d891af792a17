import type {KernelConfig} from "@tensorflow/tfjs";
import {ALONE_VALUES} from "../limits.js";
import {BLOCK} from "../native/elementwise.js";
import {addressOf, nativeOf} from "../nativeBackend.js";
import {kernel} from "./kernel.js";

type Name =
  | "relu"
  | "add"
  | "subtract"
  | "multiply"
  | "reluGradient"
  | "relu6Gradient"
  | "tanhGradient"
  | "sigmoidGradient"
  | "tanhValues";

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

/** A kernel of ours where all inputs are float32 of one shape; the backend's own, `stock`, elsewhere. */
function sameShapeConfig(program: Name, inputs: readonly [string, string]) {
  return (stock: KernelConfig): KernelConfig => {
    const own = elementwiseConfig(stock.kernelName, program, inputs);
    return {
      ...stock,
      kernelFunc: params => {
        const [first, second] = inputs.map(name => params.inputs[name]);
        const same =
          first?.dtype === "float32" &&
          second?.dtype === "float32" &&
          first.shape.length === second.shape.length &&
          first.shape.every((size, axis) => size === second.shape[axis]);
        return (same ? own : stock).kernelFunc(params);
      },
    };
  };
}

export const addConfig = sameShapeConfig("add", ["a", "b"]);
export const subConfig = sameShapeConfig("subtract", ["a", "b"]);
export const multiplyConfig = sameShapeConfig("multiply", ["a", "b"]);
export const reluConfig = sameShapeConfig("relu", ["x", "x"]);
