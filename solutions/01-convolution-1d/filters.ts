const asked = {window: 6, gap: 4};

/**
 * A mean of n samples is n equal weights that sum to 1. The difference has -1 on the sample it starts from and 1 on the sample
 * `gap` further on; correlate1d does not turn the kernel round, so the later sample's weight stands last. It spans gap + 1
 * samples, and the gap - 1 between them have weight 0.
 */
export const myFilters = {
  average: new Array<number>(asked.window).fill(1 / asked.window),
  difference: [-1, ...new Array<number>(asked.gap - 1).fill(0), 1],
};
