/**
 * A row for each place, as long as the flattened image, zeros but for the kernel: kernel[i][j] lies on pixel (y + i, x + j),
 * which stands at (y + i) * width + x + j. A dense layer would learn every cell of this matrix on its own. A convolution
 * ties them: the same few weights in every row, moved along, and zeros that never change.
 */
export function myConvMatrix(height: number, width: number, kernel: number[][]): number[][] {
  const matrix: number[][] = [];
  for (let y = 0; y + kernel.length <= height; y++) {
    for (let x = 0; x + kernel[0].length <= width; x++) {
      const row = new Array<number>(height * width).fill(0);
      for (let i = 0; i < kernel.length; i++) {
        for (let j = 0; j < kernel[0].length; j++) row[(y + i) * width + x + j] = kernel[i][j];
      }
      matrix.push(row);
    }
  }
  return matrix;
}
