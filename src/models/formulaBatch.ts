import type * as TF from "@tensorflow/tfjs";

/** A batch of examples, ready for `model.trainOnBatch(images, labels)`; the caller disposes both. */
export interface ExampleBatch {
  /** Pixels in -1..1, `[batch, height, width, channels]`. */
  readonly images: TF.Tensor4D;
  /** One-hot rows, `[batch, 10]`. */
  readonly labels: TF.Tensor2D;
}

/** Start of the sequence; the losses that the documentation quotes belong to it. */
const SEED = 7;

/**
 * Examples without any meaning that are the same wherever they are made: for timing, and for comparing engines by their losses.
 * Numbers come from the generator `s = 1664525 s + 1013904223 (mod 2^32)`.
 *
 * @param batch  Examples.
 * @param shape  Height, width and channels of an image.
 * @source Press et al., "Numerical Recipes", second edition, section 7.1: the generator and its constants.
 */
export async function formulaBatch(
  batch: number,
  shape: readonly [height: number, width: number, channels: number],
): Promise<ExampleBatch> {
  const tf = await import("@tensorflow/tfjs");
  let state = SEED;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const [height, width, channels] = shape;
  const pixels = Float32Array.from({length: batch * height * width * channels}, () => next() * 2 - 1);
  const classes = Int32Array.from({length: batch}, () => Math.floor(next() * 10));
  return tf.tidy(() => ({
    images: tf.tensor4d(pixels, [batch, height, width, channels]),
    labels: tf.oneHot(tf.tensor1d(classes, "int32"), 10) as TF.Tensor2D,
  }));
}
