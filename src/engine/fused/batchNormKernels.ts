import type * as TF from "@tensorflow/tfjs";

/**
 * Kernels of ours that a tier may register when it can normalize a batch in one call. Without them a layer composes moments,
 * normalization and moving averages of some fifteen operations, and its gradient of as many again.
 *
 * - BatchNormTraining: `{x, gamma, beta, movingMean, movingVariance}` to `[y, movingMean, movingVariance, ...saved]`; attributes
 *   `BatchNormAttributes`. x and y are `[batch, height, width, channels]`, all others `[channels]`. The moving averages are
 *   `momentum * old + (1 - momentum) * now`, as new tensors, of the mean and of the variance that divides by the number of values
 *   (not by one less: that is what TensorFlow.js's layer does). `saved` is what the tier's gradient wants, any number of tensors.
 * - BatchNormTrainingGrad: `{dy, x, gamma, saved0, saved1, ...}` to `[dx, dGamma, dBeta]`; attributes the same.
 */
export const BATCH_NORM_TRAINING = "BatchNormTraining";
export const BATCH_NORM_TRAINING_GRAD = "BatchNormTrainingGrad";

export interface BatchNormAttributes {
  readonly epsilon: number;
  /** Share of the old value in a moving average. */
  readonly momentum: number;
}

/** More than any tier saves: TensorFlow has three, PyTorch two. */
const MOST_SAVED = 4;

/** Registers the gradient of BATCH_NORM_TRAINING; the moving averages have none. */
export function registerBatchNormGradient(tf: typeof TF): void {
  tf.registerGradient({
    kernelName: BATCH_NORM_TRAINING,
    inputsToSave: ["x", "gamma"],
    outputsToSave: [false, false, false, ...new Array<boolean>(MOST_SAVED).fill(true)],
    gradFunc: (dy, [x, gamma, ...saved], attrs) => {
      const named = Object.fromEntries(saved.map((tensor, index) => [`saved${index}`, tensor]));
      const inputs = {dy: (dy as TF.Tensor[])[0], x, gamma, ...named};
      const [dx, dGamma, dBeta] = tf
        .engine()
        .runKernel(BATCH_NORM_TRAINING_GRAD, inputs, attrs) as TF.Tensor[];
      return {x: () => dx, gamma: () => dGamma, beta: () => dBeta};
    },
  });
}
