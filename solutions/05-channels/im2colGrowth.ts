const work = {side: 56, channels: 32, kernel: 5, filters: 24};

const places = work.side * work.side;
const taps = work.kernel * work.kernel * work.channels;

/**
 * Loops and matrix product make the same products, so neither saves any: what a clock shows is how they walk through memory. The
 * matrix of im2col holds the volume kernel * kernel times, so it grows with the square of the kernel's side while the volume
 * stays as it is.
 */
export const im2colWork: {loops: number; product: number; volume: number; matrix: number; growth: number} = {
  loops: places * taps * work.filters,
  product: places * taps * work.filters,
  volume: places * work.channels,
  matrix: places * taps,
  growth: (2 * 2 * taps) / taps,
};
