import type * as TF from "@tensorflow/tfjs";
import {FLOATS} from "../rawOperations.js";
import type {KernelKit} from "./kernelKit.js";

/** Gradients of activations as TensorFlow has them: one operation each, from the output y. */
export function registerActivationGradients({add, raw}: KernelKit): void {
  const register = (name: string, order: (dy: TF.TensorInfo, y: TF.TensorInfo) => TF.TensorInfo[]) =>
    add<Record<"dy" | "y", TF.TensorInfo>, object>(name, ({dy, y}) => {
      const [result] = raw.run(name, [FLOATS], raw.ids(...order(dy, y)), 1);
      return raw.output(result);
    });
  register("ReluGrad", (dy, y) => [dy, y]);
  register("TanhGrad", (dy, y) => [y, dy]);
  register("SigmoidGrad", (dy, y) => [y, dy]);
}
