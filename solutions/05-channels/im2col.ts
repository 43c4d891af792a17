/**
 * The loops of a convolution without the sums: what would have been multiplied at a place is written down, in the order in
 * which the filters lie in memory. All filters then take part in one matrix product, which walks through memory in one
 * direction. The price is that a pixel is copied as often as windows cover it.
 */
export function myIm2col(x: number[][][], rows: number, columns: number, stride: number): number[][] {
  const matrix: number[][] = [];
  for (let top = 0; top + rows <= x.length; top += stride) {
    for (let left = 0; left + columns <= x[0].length; left += stride) {
      const row: number[] = [];
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) row.push(...x[top + i][left + j]);
      }
      matrix.push(row);
    }
  }
  return matrix;
}
