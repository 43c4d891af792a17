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

/** Activations with a kernel for their gradient, by what it is computed from: `x`, or `y = f(x)`. */
const ACTIVATIONS = {Relu: "x", Relu6: "x", Tanh: "y", Sigmoid: "y"} as const;

/** The gradient of an activation in one pass. */
function activationGradient(kernelName: string, saved: "x" | "y"): void {
  const gradient = `${kernelName}Grad`;
  override(kernelName, (dy, [value]) => ({
    x: () => runKernel(gradient, {dy: dy as Tensor, [saved]: value})[0],
  }));
  // From a saved result TensorFlow.js can't differentiate twice.
  if (saved === "x") piecewiseLinearGradient(gradient);
}

/** The gradient of the gradient of an activation made of straight lines: linear in `dy`, and constant in `x`. */
function piecewiseLinearGradient(kernelName: string): void {
  registerGradient({
    kernelName,
    inputsToSave: ["x"],
    gradFunc: (dy, [x]) => ({
      dy: () => runKernel(kernelName, {dy: dy as Tensor, x})[0],
      x: () => tf.zerosLike(x),
    }),
  });
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
  for (const [name, saved] of Object.entries(ACTIVATIONS)) activationGradient(name, saved);
  batchNormGradient();
  batchNormTrainGradient();
}
