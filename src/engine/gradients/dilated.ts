import type * as TF from "@tensorflow/tfjs";
import {batchToSpace, spaceToBatch} from "./spaceToBatch.js";

/** One spatial axis of a convolution with stride 1. */
export interface Axis {
  /** Zeros before the first and after the last pixel. */
  readonly before: number;
  readonly after: number;
  /** Length of the output. */
  readonly outputs: number;
  readonly dilation: number;
}

/** The two gradients of an ordinary convolution with stride 1 and without padding. */
export interface PlainGradients {
  input(inputShape: number[], dy: TF.Tensor): TF.Tensor;
  filter(x: TF.Tensor, dy: TF.Tensor): TF.Tensor;
}

/**
 * The gradients of a dilated convolution by those of an ordinary one. Output p = d u + r reads the pixels d (u + j) + r: the outputs
 * of each remainder r are an ordinary convolution over the pixels of that remainder, so these are dealt into images of their own
 * (`spaceToBatch`) and nothing is computed twice.
 *
 * @param x  Input of the convolution, [batch, ...axes, channels].
 * @param dy  Gradient of its output, [batch, ...outputs, channels].
 */
export function dilatedGradients(
  tf: typeof TF,
  x: TF.Tensor,
  dy: TF.Tensor,
  axes: readonly Axis[],
  plain: PlainGradients,
): {readonly x: () => TF.Tensor; readonly filter: () => TF.Tensor} {
  const dilations = axes.map(({dilation}) => dilation);
  // Rounded up, so that each remainder has equally many outputs; the gradient of those added is 0.
  const missing = axes.map(({outputs, dilation}) => Math.ceil(outputs / dilation) * dilation - outputs);
  const around: [number, number][] = axes.map(({before, after}, i) => [before, after + missing[i]]);
  const beyond: [number, number][] = missing.map(count => [0, count]);
  const dealt = (tensor: TF.Tensor, paddings: readonly [number, number][]) => {
    const needed = paddings.some(([before, after]) => before > 0 || after > 0);
    const padded = needed ? tf.pad(tensor, [[0, 0], ...paddings, [0, 0]]) : tensor;
    return spaceToBatch(tf, padded, dilations);
  };
  const images = dilations.reduce((total, d) => total * d, 1);
  const dealtShape = x.shape.map((length, index) => {
    if (index === 0) return length * images;
    if (index > axes.length) return length;
    const [before, after] = around[index - 1];
    return (before + length + after) / dilations[index - 1];
  });
  return {
    x: () => {
      const dx = batchToSpace(tf, plain.input(dealtShape, dealt(dy, beyond)), dilations);
      return tf.slice(dx, [0, ...axes.map(({before}) => before), 0], x.shape);
    },
    filter: () => plain.filter(dealt(x, around), dealt(dy, beyond)),
  };
}
