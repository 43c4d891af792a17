const layer = {height: 64, width: 112, channels: 48, filters: 96};

const perPlace = 3 * 3 * layer.channels * layer.filters;
const strided = (layer.height / 2) * (layer.width / 2) * perPlace;
const pooled = layer.height * layer.width * perPlace;

/**
 * The same filters run at a quarter of the places, so the strided layer multiplies a quarter as often. Pooling itself costs
 * next to nothing: three comparisons for each number it keeps. What it costs are the sums that lose.
 */
export const cost = {
  strided,
  pooled,
  times: pooled / strided,
  comparisons: (layer.height / 2) * (layer.width / 2) * 3 * layer.filters,
};
