const shape = {height: 8, width: 12, rows: 3, columns: 2};

const places = (shape.height - shape.rows + 1) * (shape.width - shape.columns + 1);
const pixels = shape.height * shape.width;
const cells = shape.rows * shape.columns;

/**
 * A row for each place, a column for each pixel; each row holds the kernel once. A dense layer would learn places * pixels
 * weights, the convolution learns the few cells of the kernel. The rank is still as large as it can be: from the last row
 * upwards, each row has its first weight where all later rows have 0, so none is a sum of others.
 */
export const matrixFacts: {rows: number; columns: number; weights: number; tied: number; rank: number} = {
  rows: places,
  columns: pixels,
  weights: places * cells,
  tied: cells,
  rank: places,
};
