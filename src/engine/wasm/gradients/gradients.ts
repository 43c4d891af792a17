import * as tf from "@tensorflow/tfjs";
import {
  type GradConfig,
  getBackend,
  getGradient,
  registerGradient,
  type Tensor,
  unregisterGradient,
} from "@tensorflow/tfjs";
import {runKernel} from "./runKernel.js";

/** Takes over a gradient of tfjs-core where the wasm backend computes; everywhere else it stays as it was. */
function override(
  kernelName: string,
  gradFunc: GradConfig["gradFunc"],
  applies = (_: Tensor[]) => true,
): void {
  const stock = getGradient(kernelName);
  if (stock === undefined) throw new Error(`wasm: TensorFlow.js must have a gradient of ${kernelName}`);
  unregisterGradient(kernelName);
  registerGradient({
    ...stock,
    gradFunc: (dy, saved, attrs) =>
      (getBackend() === "wasm" && applies(saved) ? gradFunc : stock.gradFunc)(dy, saved, attrs),
  });
}

/** The gradient of an activation in one pass, and the gradient of that gradient where it is no new function. */
function activationGradient(kernelName: string, saved: "x" | "y"): void {
  const gradient = `${kernelName}Grad`;
  override(kernelName, (dy, [value]) => ({
    x: () => runKernel(gradient, {dy: dy as Tensor, [saved]: value})[0],
  }));
}

/** Gradients of batch normalisation with given statistics, one for each channel. */
function batchNormGradient(): void {
  override(
    "FusedBatchNorm",
    (gradient, [x, mean, variance, scale], attrs) => {
      const dy = gradient as Tensor;
      const {varianceEpsilon} = attrs as unknown as {varianceEpsilon: number};
      const [sums, products] = runKernel("BatchNormSums", {x, dy, mean});
      const reciprocal = () => tf.rsqrt(tf.add(variance, varianceEpsilon));
      const gamma = () => scale ?? tf.onesLike(variance);
      const factor = () => tf.mul(reciprocal(), gamma());
      return {
        x: () => tf.mul(dy, factor()),
        mean: () => tf.neg(tf.mul(sums, factor())),
        variance: () => tf.mul(tf.mul(products, gamma()), tf.mul(-0.5, tf.pow(reciprocal(), 3))),
        scale: () => tf.mul(products, reciprocal()),
        offset: () => tf.clone(sums),
      };
    },
    ([x, mean]) => mean.rank === 1 && mean.size === x.shape[x.rank - 1],
  );
}

/** Gradients of batch normalisation with the batch's own statistics. */
function batchNormTrainGradient(): void {
  registerGradient({
    kernelName: "BatchNormTrain",
    inputsToSave: ["x", "gamma"],
    outputsToSave: [false, true, true],
    gradFunc: (gradients, [x, gamma, mean, variance], attrs) => {
      const [dy] = gradients as Tensor[];
      const {epsilon} = attrs as unknown as {epsilon: number};
      const [sums, products] = runKernel("BatchNormSums", {x, dy, mean});
      return {
        x: () =>
          runKernel("BatchNormInputGrad", {x, dy, mean, variance, gamma, sums, products}, {epsilon})[0],
        gamma: () => tf.mul(products, tf.rsqrt(tf.add(variance, epsilon))),
        beta: () => tf.clone(sums),
      };
    },
  });
}

let installed = false;

/** Registers the gradients that use our kernels, once for the process. */
export function registerGradients(): void {
  if (installed) return;
  installed = true;
  for (const name of ["Relu", "Relu6"]) activationGradient(name, "x");
  for (const name of ["Tanh", "Sigmoid"]) activationGradient(name, "y");
  batchNormGradient();
  batchNormTrainGradient();
}
