import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";

fc.configureGlobal({seed: 20261121}); // the same cases on every run

/** Pixels that no shift, flip or turn maps onto themselves. */
export function wave(height: number, width: number): number[][] {
  return Array.from({length: height}, (_, y) =>
    Array.from({length: width}, (_, x) => Math.sin(1 + 1.3 * y + 0.7 * x * x) + 0.1 * y),
  );
}

/** Random whole-numbered grids of up to the given size: sums of them are exact, so laws can be held to the digit. */
export function grids(maxHeight: number, maxWidth: number): fc.Arbitrary<number[][]> {
  return fc
    .tuple(fc.integer({min: 1, max: maxHeight}), fc.integer({min: 1, max: maxWidth}))
    .chain(([height, width]) => gridsOf(height, width));
}

export function gridsOf(height: number, width: number): fc.Arbitrary<number[][]> {
  const pixel = fc.integer({min: -50, max: 50});
  const row = fc.array(pixel, {minLength: width, maxLength: width});
  return fc.array(row, {minLength: height, maxLength: height});
}

/** The same cross-correlation by TensorFlow.js, flat; every tensor is disposed of. */
export function viaTfjs(
  image: number[][],
  kernel: number[][],
  strides: [number, number] = [1, 1],
  pad: "valid" | "same" | [[number, number], [number, number]] = "valid",
): Float32Array {
  return tf.tidy(() => {
    const filter = tf.tensor2d(kernel).expandDims(2).expandDims(3) as tf.Tensor4D;
    const sides = Array.isArray(pad) ? pad : undefined;
    const padded = sides ? tf.pad2d(tf.tensor2d(image), sides) : tf.tensor2d(image);
    const input = padded.expandDims(2) as tf.Tensor3D;
    return tf
      .conv2d(input, filter, strides, sides ? "valid" : (pad as "valid" | "same"))
      .dataSync() as Float32Array;
  });
}
