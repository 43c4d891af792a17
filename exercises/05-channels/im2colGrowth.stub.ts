// Exercise l05-im2col-growth: same products, more memory
const work = {side: 56, channels: 32, kernel: 5, filters: 24};
// TODO: {loops, product, volume, matrix, growth}, counts and a factor.
const im2colWork = todo<{loops: number; product: number; volume: number; matrix: number; growth: number}>(
  "four counts and a factor",
);
