import {correlate2d} from "../../src/conv/correlate2d.js";

/**
 * A kernel of ones sums what lies under it: mean pooling is a convolution whose weights nobody has to learn. Inside the image all
 * windows have `size * size` pixels, and the division could stand in the weights. At the border they have fewer, so the same
 * convolution over an image of ones counts them: the padding's zeros add nothing to either.
 */
export function meanByConv(image: number[][], size: number, stride: number, padding: number): number[][] {
  const ones = Array.from({length: size}, () => new Array<number>(size).fill(1));
  const options = {strides: stride, padding};
  const sums = correlate2d(image, ones, options);
  const counts = correlate2d(
    image.map(row => row.map(() => 1)),
    ones,
    options,
  );
  return sums.map((row, y) => row.map((sum, x) => sum / counts[y][x]));
}
