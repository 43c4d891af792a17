import type * as TF from "@tensorflow/tfjs";

const product = (sizes: readonly number[]) => sizes.reduce((total, size) => total * size, 1);

/** The shape with the first axis `batch` times as long and `axis` of length `size`. */
function reshaped(shape: readonly number[], batch: number, axis: number, size: number): number[] {
  return shape.map((length, index) => (index === 0 ? length * batch : index === axis ? size : length));
}

/**
 * Deals out the pixels: along each spatial axis those at offset 0, d, 2d, ... become one image, those at 1, d + 1, ... the next.
 * A dilated convolution is an ordinary one on each of these images.
 *
 * @param x  [batch, ...axes, channels]; each axis a multiple of its dilation. Not disposed.
 * @param dilations  One number d for each spatial axis.
 * @returns [batch * product of dilations, ...axes / dilations, channels].
 */
export function spaceToBatch(tf: typeof TF, x: TF.Tensor, dilations: readonly number[]): TF.Tensor {
  let y = x;
  for (const [index, d] of dilations.entries()) {
    const axis = index + 1;
    if (d === 1) continue;
    const {shape} = y;
    // One axis at a time: four dimensions at most, which every backend transposes fast.
    const parts = [product(shape.slice(0, axis)), shape[axis] / d, d, product(shape.slice(axis + 1))];
    y = tf.transpose(tf.reshape(y, parts), [2, 0, 1, 3]).reshape(reshaped(shape, d, axis, shape[axis] / d));
  }
  return y;
}

/** Undoes `spaceToBatch`. */
export function batchToSpace(tf: typeof TF, x: TF.Tensor, dilations: readonly number[]): TF.Tensor {
  let y = x;
  for (const [index, d] of [...dilations.entries()].reverse()) {
    const axis = index + 1;
    if (d === 1) continue;
    const shape = reshaped(y.shape, 1 / d, axis, y.shape[axis] * d);
    const parts = [d, product(shape.slice(0, axis)), y.shape[axis], product(shape.slice(axis + 1))];
    y = tf.transpose(tf.reshape(y, parts), [1, 2, 0, 3]).reshape(shape);
  }
  return y;
}
