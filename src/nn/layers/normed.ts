import {requireFinite} from "../../core/check.js";
import {NdArray} from "../../core/ndArray.js";
import {floatData, requireShape} from "../../core/requireArray.js";
import {
  batchNorm,
  batchNormBackward,
  type ChannelStatistics,
  channelStatistics,
  NORM_EPSILON,
} from "../batchNorm.js";
import {groupNorm, groupNormBackward} from "../groupNorm.js";
import {addSlopes, fromForward, type Layer, parameter} from "../layer.js";

/** Batch norm with running statistics. */
export interface BatchNormLayer extends Layer {
  /** What test time uses: starts with mean 0 and variance 1 and moves a little towards each batch's statistics in training. */
  readonly running: ChannelStatistics;
}

/**
 * Batch norm with scales, shifts and running statistics: `running = momentum * running + (1 - momentum) * of the batch`.
 *
 * @param scale  What the scales start with; 0 at the end of a residual branch makes the block the identity at first.
 */
export function batchNormLayer(channels: number, scale = 1, momentum = 0.9): BatchNormLayer {
  requireFinite("batchNormLayer", "momentum", momentum);
  const scales = parameter("scale", filled(channels, scale), false);
  const shifts = parameter("shift", filled(channels, 0), false);
  const running = {mean: filled(channels, 0), variance: filled(channels, 1)};
  let kept: {x: NdArray; training: boolean} | undefined;
  return {
    kind: "batchNorm",
    parameters: [scales, shifts],
    running,
    forward(x, training = false) {
      kept = {x, training};
      if (!training) return batchNorm(x, scales.value, shifts.value, running);
      const ofBatch = channelStatistics(x);
      follow(running.mean, ofBatch.mean, momentum);
      follow(running.variance, ofBatch.variance, momentum);
      return batchNorm(x, scales.value, shifts.value, ofBatch);
    },
    backward(dy) {
      const {x, training} = fromForward("batchNorm", kept);
      const slopes = training
        ? batchNormBackward(x, scales.value, dy)
        : fixedBackward(x, scales.value, dy, running);
      addSlopes(scales, slopes.dScale);
      addSlopes(shifts, slopes.dShift);
      return slopes.dx;
    },
  };
}

/** With running statistics the layer is a scale and a shift of each channel, nothing more. */
function fixedBackward(x: NdArray, scale: NdArray, dy: NdArray, {mean, variance}: ChannelStatistics) {
  const channels = scale.data.length;
  const slopes = floatData(requireShape("batchNorm.backward", "dy", dy, x.shape));
  const deviations = variance.map(value => Math.sqrt(value + NORM_EPSILON)).data;
  const [dScale, dShift] = [filled(channels, 0), filled(channels, 0)];
  const dx = x.map((value, i) => {
    const c = i % channels;
    dScale.data[c] += (slopes[i] * (value - mean.data[c])) / deviations[c];
    dShift.data[c] += slopes[i];
    return (slopes[i] * scale.data[c]) / deviations[c];
  });
  return {dx, dScale, dShift};
}

/** Group norm with scales and shifts. */
export function groupNormLayer(channels: number, groups: number): Layer {
  const scales = parameter("scale", filled(channels, 1), false);
  const shifts = parameter("shift", filled(channels, 0), false);
  let input: NdArray | undefined;
  return {
    kind: "groupNorm",
    parameters: [scales, shifts],
    forward(x) {
      input = x;
      return groupNorm(x, scales.value, shifts.value, groups);
    },
    backward(dy) {
      const slopes = groupNormBackward(fromForward("groupNorm", input), scales.value, dy, groups);
      addSlopes(scales, slopes.dScale);
      addSlopes(shifts, slopes.dShift);
      return slopes.dx;
    },
  };
}

function follow(running: NdArray, ofBatch: NdArray, momentum: number): void {
  for (let c = 0; c < running.data.length; c++)
    running.data[c] = momentum * running.data[c] + (1 - momentum) * ofBatch.data[c];
}

function filled(channels: number, value: number): NdArray {
  return new NdArray([channels], new Float64Array(channels).fill(value));
}
