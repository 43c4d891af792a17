import {requireInteger} from "../core/check.js";
import {NdArray} from "../core/ndArray.js";
import {floatData, requireShape} from "../core/requireArray.js";
import {affineSlopes, channelsOf, NORM_EPSILON, type NormSlopes} from "./batchNorm.js";
import {partStatistics, standardize, standardizeBackward} from "./standardize.js";

/**
 * Group norm: each image's channels are cut into groups, and each group is standardised by its own mean and variance; then a
 * learned scale and shift for each channel. No running statistics: training and test are alike, whatever the batch.
 *
 * @param x  [batch, ..., channels]; not changed.
 * @param scale  [channels].
 * @param shift  [channels].
 * @param groups  Divides the channels; 1 is layer norm, as many as channels is instance norm.
 * @param epsilon  Added to the variance; 1e-5 unless given.
 * @returns Shaped as x.
 * @throws {RangeError} When the groups do not divide the channels.
 * @source Wu and He (2018), "Group normalization", arXiv:1803.08494.
 *
 * @example
 * const [x, ones, zeros] = [[[1, 3, 10, 30]], [1, 1, 1, 1], [0, 0, 0, 0]].map(part => NdArray.fromNested(part));
 * groupNorm(x, ones, zeros, 2, 0).toNested() // => [[-1, 1, -1, 1]]
 */
export function groupNorm(
  x: NdArray,
  scale: NdArray,
  shift: NdArray,
  groups: number,
  epsilon = NORM_EPSILON,
): NdArray {
  const {channels, parts, partOf} = groupsOf("groupNorm", x, groups);
  const scales = floatData(requireShape("groupNorm", "scale", scale, [channels]));
  const shifts = floatData(requireShape("groupNorm", "shift", shift, [channels]));
  const standard = standardize(floatData(x), partStatistics(floatData(x), parts, partOf), partOf, epsilon);
  return new NdArray(
    x.shape,
    standard.map((value, i) => value * scales[i % channels] + shifts[i % channels]),
  );
}

/**
 * The backward pass of `groupNorm`.
 *
 * @param x  As in the forward pass; not changed.
 * @param scale  [channels].
 * @param dy  Slope of the loss by each output, shaped as x.
 * @param groups  As in the forward pass.
 *
 * @example
 * const [x, ones, dy] = [[[1, 3]], [1, 1], [[1, 4]]].map(part => NdArray.fromNested(part));
 * groupNormBackward(x, ones, dy, 1, 0).dScale.toNested() // => [-1, 4]
 */
export function groupNormBackward(
  x: NdArray,
  scale: NdArray,
  dy: NdArray,
  groups: number,
  epsilon = NORM_EPSILON,
): NormSlopes {
  const {channels, parts, partOf} = groupsOf("groupNormBackward", x, groups);
  const scales = floatData(requireShape("groupNormBackward", "scale", scale, [channels]));
  const slopes = floatData(requireShape("groupNormBackward", "dy", dy, x.shape));
  const statistics = partStatistics(floatData(x), parts, partOf);
  const standard = standardize(floatData(x), statistics, partOf, epsilon);
  const inner = slopes.map((slope, i) => slope * scales[i % channels]);
  const dx = standardizeBackward(standard, inner, statistics.variance, partOf, epsilon);
  return {dx: new NdArray(x.shape, dx), ...affineSlopes(standard, slopes, channels)};
}

/** A part is one group of channels of one image. */
function groupsOf(
  where: string,
  x: NdArray,
  groups: number,
): {channels: number; parts: number; partOf: (index: number) => number} {
  const channels = channelsOf(where, x);
  requireInteger(where, "groups", groups, 1);
  if (channels % groups !== 0)
    throw new RangeError(
      `${where}: groups must divide the channels, got ${groups} groups, ${channels} channels`,
    );
  const image = x.data.length / x.shape[0];
  const partOf = (i: number) =>
    Math.floor(i / image) * groups + Math.floor((i % channels) / (channels / groups));
  return {channels, parts: x.shape[0] * groups, partOf};
}
