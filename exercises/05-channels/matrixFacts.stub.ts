// Exercise l05-matrix-facts: one matrix, few weights
const shape = {height: 8, width: 12, rows: 3, columns: 2};
// TODO: {rows, columns, weights, tied, rank} of the matrix.
const matrixFacts = todo<{rows: number; columns: number; weights: number; tied: number; rank: number}>(
  "five numbers",
);
