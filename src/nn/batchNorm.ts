import {brief} from "../core/check.js";
import {NdArray} from "../core/ndArray.js";
import {floatData, requireShape} from "../core/requireArray.js";
import {partStatistics, standardize, standardizeBackward} from "./standardize.js";

/** Mean and variance of each channel, [channels]. */
export interface ChannelStatistics {
  readonly mean: NdArray;
  readonly variance: NdArray;
}

/** Slopes of the loss by what a norm layer is given. */
export interface NormSlopes {
  readonly dx: NdArray;
  readonly dScale: NdArray;
  readonly dShift: NdArray;
}

/** Keeps a flat channel from being divided by zero. */
export const NORM_EPSILON = 1e-5;

/**
 * Mean and variance of each channel over everything else: batch, height and width. The variance is the mean squared distance
 * (divided by the count), as the forward pass of batch norm wants it.
 *
 * @param x  [batch, ..., channels]; not changed.
 *
 * @example
 * const {mean, variance} = channelStatistics(NdArray.fromNested([[1, 10], [3, 30]]));
 * [mean.toNested(), variance.toNested()] // => [[2, 20], [1, 100]]
 */
export function channelStatistics(x: NdArray): ChannelStatistics {
  const channels = channelsOf("channelStatistics", x);
  const {mean, variance} = partStatistics(floatData(x), channels, i => i % channels);
  return {mean: new NdArray([channels], mean), variance: new NdArray([channels], variance)};
}

/**
 * Batch norm: each channel less its mean, over its standard deviation, times a learned scale, plus a learned shift. In training
 * the statistics are those of the batch, at test time running means of them, so that a result does not depend on batch-mates.
 *
 * @param x  [batch, ..., channels]; not changed.
 * @param scale  [channels].
 * @param shift  [channels].
 * @param statistics  `channelStatistics(x)` in training, running ones at test time.
 * @param epsilon  Added to the variance; 1e-5 unless given.
 * @returns Shaped as x.
 * @throws {RangeError} When scale, shift or statistics have not one number for each channel.
 * @source Ioffe and Szegedy (2015), "Batch normalization", arXiv:1502.03167.
 *
 * @example
 * const [x, scale, shift] = [[[1], [3]], [10], [5]].map(part => NdArray.fromNested(part));
 * batchNorm(x, scale, shift, channelStatistics(x), 0).toNested() // => [[-5], [15]]
 */
export function batchNorm(
  x: NdArray,
  scale: NdArray,
  shift: NdArray,
  statistics: ChannelStatistics,
  epsilon = NORM_EPSILON,
): NdArray {
  const channels = channelsOf("batchNorm", x);
  const ofChannels = (name: string, array: NdArray) =>
    floatData(requireShape("batchNorm", name, array, [channels]));
  const [scales, shifts] = [ofChannels("scale", scale), ofChannels("shift", shift)];
  const mean = ofChannels("mean", statistics.mean);
  const variance = ofChannels("variance", statistics.variance);
  const standard = standardize(floatData(x), {mean, variance}, i => i % channels, epsilon);
  return new NdArray(
    x.shape,
    standard.map((value, i) => value * scales[i % channels] + shifts[i % channels]),
  );
}

/**
 * The backward pass of batch norm in training, when the statistics are those of x itself.
 *
 * @param x  As in the forward pass; not changed.
 * @param scale  [channels].
 * @param dy  Slope of the loss by each output, shaped as x.
 * @param epsilon  As in the forward pass.
 *
 * @example
 * const [x, scale, dy] = [[[1], [3]], [10], [[1], [4]]].map(part => NdArray.fromNested(part));
 * const {dx, dScale, dShift} = batchNormBackward(x, scale, dy, 0);
 * [dx.toNested(), dScale.toNested(), dShift.toNested()] // => [[[0], [0]], [3], [5]]
 */
export function batchNormBackward(
  x: NdArray,
  scale: NdArray,
  dy: NdArray,
  epsilon = NORM_EPSILON,
): NormSlopes {
  const channels = channelsOf("batchNormBackward", x);
  const scales = floatData(requireShape("batchNormBackward", "scale", scale, [channels]));
  const slopes = floatData(requireShape("batchNormBackward", "dy", dy, x.shape));
  const partOf = (i: number) => i % channels;
  const statistics = partStatistics(floatData(x), channels, partOf);
  const standard = standardize(floatData(x), statistics, partOf, epsilon);
  const inner = slopes.map((slope, i) => slope * scales[i % channels]);
  const dx = standardizeBackward(standard, inner, statistics.variance, partOf, epsilon);
  return {dx: new NdArray(x.shape, dx), ...affineSlopes(standard, slopes, channels)};
}

/** Slopes by scale and shift of each channel. */
export function affineSlopes(
  standard: Float64Array,
  slopes: Float64Array,
  channels: number,
): {dScale: NdArray; dShift: NdArray} {
  const [dScale, dShift] = [new Float64Array(channels), new Float64Array(channels)];
  for (let i = 0; i < slopes.length; i++) {
    dScale[i % channels] += slopes[i] * standard[i];
    dShift[i % channels] += slopes[i];
  }
  return {dScale: new NdArray([channels], dScale), dShift: new NdArray([channels], dShift)};
}

/** Length of the last axis of an array [batch, ..., channels]. */
export function channelsOf(where: string, x: unknown): number {
  if (!(x instanceof NdArray) || x.shape.length < 2 || x.data.length === 0)
    throw new TypeError(
      `${where}: x must be an NdArray [batch, ..., channels], got ${x instanceof NdArray ? `shape [${x.shape}]` : brief(x)}`,
    );
  return x.shape[x.shape.length - 1];
}
