/**
 * A window of one pixel has no neighbours: what is left of the convolution is the sum over the channels, which is a dense layer.
 * It is the same at every pixel, so it learns channels * filters weights and filters biases, whatever the size of the picture.
 */
export function myPointwise(x: number[][][], w: number[][], b: number[]): number[][][] {
  return x.map(row =>
    row.map(pixel => b.map((bias, k) => pixel.reduce((sum, level, c) => sum + w[c][k] * level, bias))),
  );
}
