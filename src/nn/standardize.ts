/** Means and variances of the parts that an array is cut into. */
export interface PartStatistics {
  readonly mean: Float64Array;
  /** Mean squared distance from the mean: divided by the count, not by the count less one. */
  readonly variance: Float64Array;
}

/**
 * Mean and variance of each part. Batch norm and group norm differ in nothing but what a part is.
 *
 * @param partOf  The part that the element at an index belongs to, 0 to `parts - 1`.
 */
export function partStatistics(
  data: Float64Array,
  parts: number,
  partOf: (index: number) => number,
): PartStatistics {
  const share = parts / data.length; // parts are equally large
  const mean = new Float64Array(parts);
  for (let i = 0; i < data.length; i++) mean[partOf(i)] += share * data[i];
  const variance = new Float64Array(parts);
  for (let i = 0; i < data.length; i++) variance[partOf(i)] += share * (data[i] - mean[partOf(i)]) ** 2;
  return {mean, variance};
}

/** Each element less the mean of its part, over the standard deviation of its part: `(x - mean) / sqrt(variance + epsilon)`. */
export function standardize(
  data: Float64Array,
  {mean, variance}: PartStatistics,
  partOf: (index: number) => number,
  epsilon: number,
): Float64Array {
  return data.map((value, i) => (value - mean[partOf(i)]) / Math.sqrt(variance[partOf(i)] + epsilon));
}

/**
 * Slopes back through `standardize` when mean and variance come from the same data, so that each element also moves them:
 * `dx = (slope - mean of slopes - standard * mean of slopes * standard) / deviation`, the means over the element's part.
 *
 * @param standard  The standardised data.
 * @param slopes  Slope of the loss by each standardised element.
 * @source Ioffe and Szegedy (2015), "Batch normalization", arXiv:1502.03167, section 3.
 */
export function standardizeBackward(
  standard: Float64Array,
  slopes: Float64Array,
  variance: Float64Array,
  partOf: (index: number) => number,
  epsilon: number,
): Float64Array {
  const share = variance.length / standard.length;
  const meanSlope = new Float64Array(variance.length);
  const meanProduct = new Float64Array(variance.length);
  for (let i = 0; i < standard.length; i++) {
    meanSlope[partOf(i)] += share * slopes[i];
    meanProduct[partOf(i)] += share * slopes[i] * standard[i];
  }
  return slopes.map((slope, i) => {
    const part = partOf(i);
    return (slope - meanSlope[part] - standard[i] * meanProduct[part]) / Math.sqrt(variance[part] + epsilon);
  });
}
