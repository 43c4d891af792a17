const table = {W: [24, 52, 58], D: [8, 3, 6], K: [12, 16, 10], F: [7, 2, 3], S: [1, 4, 5], P: [3, 1, 2]};

/**
 * The window can move W - F + 2P pixels on the padded side, in steps of S, rounded down; there is one place more than steps.
 * The first layer keeps its size, as F = 2P + 1 and S = 1 always do. Each filter gives one map and learns a weight for every
 * number under its window, on all D channels, and one bias.
 */
export const volumeTable: number[][] = table.W.map((side, n) => {
  const [D, K, F, S, P] = [table.D[n], table.K[n], table.F[n], table.S[n], table.P[n]];
  return [Math.floor((side - F + 2 * P) / S) + 1, K, K * (F * F * D + 1)];
});
