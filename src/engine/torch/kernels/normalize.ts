import type {TensorInfo} from "@tensorflow/tfjs";
import {
  BATCH_NORM_TRAINING,
  BATCH_NORM_TRAINING_GRAD,
  type BatchNormAttributes,
} from "../../fused/batchNormKernels.js";
import type {Handle} from "../handles.js";
import type {KernelKit} from "../kernelKit.js";
import {sizeOf} from "../shapes.js";

interface Fixed {
  readonly x: TensorInfo;
  readonly mean: TensorInfo;
  readonly variance: TensorInfo;
  readonly scale?: TensorInfo;
  readonly offset?: TensorInfo;
}
interface Train {
  readonly x: TensorInfo;
  readonly gamma: TensorInfo;
  readonly beta: TensorInfo;
  readonly movingMean: TensorInfo;
  readonly movingVariance: TensorInfo;
}
interface TrainGrad {
  readonly dy: TensorInfo;
  readonly x: TensorInfo;
  readonly gamma: TensorInfo;
  /** The batch's mean. */
  readonly saved0: TensorInfo;
  /** 1 / its standard deviation. */
  readonly saved1: TensorInfo;
}

/** Batch normalisation and local response normalisation. */
export function registerNormalize(kit: KernelKit): void {
  const {shim, aten} = kit;
  const norm = shim.ops("aten::native_batch_norm", "T T? T? T? T? b d d", 3);
  const backward = shim.ops("aten::native_batch_norm_backward", "T T T? T? T? T? T? b d M", 3);
  /** Channels second, whatever the rank; two axes are so already. */
  const channelsSecond = (x: TensorInfo): Handle => {
    const rank = x.shape.length;
    if (rank === 2) return kit.handle(x);
    return aten.permute(kit.handle(x), [0, rank - 1, ...x.shape.slice(2).map((_, i) => i + 1)]);
  };
  const channelsLast = (handle: Handle, rank: number): Handle =>
    rank === 2 ? handle : aten.permute(handle, [0, ...Array.from({length: rank - 2}, (_, i) => i + 2), 1]);
  const optional = (x: TensorInfo | undefined): Handle | null => (x === undefined ? null : kit.float(x));

  kit.add<Fixed, {varianceEpsilon: number}>("FusedBatchNorm", (inputs, {varianceEpsilon}) => {
    const {x, mean, variance, scale, offset} = inputs;
    const channels = x.shape.at(-1) ?? 1;
    const small = [mean, variance, scale, offset].every(
      one => one === undefined || sizeOf(one.shape) === channels,
    );
    if (!small || x.shape.length < 2) return kit.fallback("FusedBatchNorm", {...inputs}, {varianceEpsilon});
    const flat = (one: TensorInfo | undefined): Handle | null => {
      const handle = optional(one);
      return handle === null || one?.shape.length === 1 ? handle : aten.reshape(handle, [channels]);
    };
    const [y] = norm(
      channelsSecond(x),
      flat(scale),
      flat(offset),
      flat(mean),
      flat(variance),
      false,
      0,
      varianceEpsilon,
    );
    if (y === undefined) throw new Error("native_batch_norm must give an output");
    return kit.output(channelsLast(y, x.shape.length), x.shape);
  });

  // Outputs: y, the new moving mean and variance, the batch's mean and 1 / standard deviation for the gradient.
  kit.add<Train, BatchNormAttributes>(BATCH_NORM_TRAINING, (inputs, {epsilon, momentum}) => {
    const {x, gamma, beta, movingMean, movingVariance} = inputs;
    const shape = movingMean.shape;
    const count = sizeOf(x.shape) / sizeOf(shape);
    // PyTorch adds n / (n - 1) of the variance where Keras adds the variance itself: scaled before and after.
    const unbiased = count > 1 ? count / (count - 1) : 1;
    // The copies take the update, because the call writes into them.
    const mean = aten.scale(kit.handle(movingMean), 1);
    const variance = aten.scale(kit.handle(movingVariance), unbiased);
    const [y, batchMean, invStd] = norm(
      channelsSecond(x),
      kit.handle(gamma),
      kit.handle(beta),
      mean,
      variance,
      true,
      1 - momentum,
      epsilon,
    );
    if (y === undefined || batchMean === undefined || invStd === undefined) {
      throw new Error("native_batch_norm must give its statistics");
    }
    return [
      kit.output(channelsLast(y, x.shape.length), x.shape),
      kit.output(mean, shape),
      kit.output(aten.scale(variance, 1 / unbiased), shape),
      kit.output(batchMean, shape),
      kit.output(invStd, shape),
    ];
  });
  kit.add<TrainGrad, BatchNormAttributes>(BATCH_NORM_TRAINING_GRAD, (inputs, {epsilon}) => {
    const {dy, x, gamma, saved0: mean, saved1: invStd} = inputs;
    const [g, v] = [channelsSecond(dy), channelsSecond(x)];
    const statistics = [kit.handle(mean), kit.handle(invStd)] as const;
    const mask = [true, true, true];
    const gradients = backward(g, v, kit.handle(gamma), null, null, ...statistics, true, epsilon, mask);
    const [dx, dScale, dOffset] = gradients;
    if (dx === undefined || dScale === undefined || dOffset === undefined) {
      throw new Error("native_batch_norm_backward must give three gradients");
    }
    return [
      kit.output(channelsLast(dx, x.shape.length), x.shape),
      kit.output(dScale, mean.shape),
      kit.output(dOffset, mean.shape),
    ];
  });
  registerLocalResponse(kit);
}

interface Lrn {
  readonly depthRadius: number;
  readonly bias: number;
  readonly alpha: number;
  readonly beta: number;
}

/** y = x n^-beta with n = bias + alpha (sum of x^2 over channels at most `depthRadius` away). */
function registerLocalResponse(kit: KernelKit): void {
  const {shim, aten, memory} = kit;
  const pool = shim.typed("avg_pool2d", "T L L L b b i?");
  /** Sums over neighbouring channels: an average pool along the last axis whose divisor is 1. */
  const neighbours = (x: Handle, shape: readonly number[], radius: number): Handle => {
    const channels = shape.at(-1) ?? 1;
    const rows = aten.reshape(x, [1, sizeOf(shape) / channels, channels]);
    return aten.reshape(pool(rows, [1, 2 * radius + 1], [1, 1], [0, radius], false, true, 1), shape);
  };
  const denominator = (x: Handle, shape: readonly number[], {depthRadius, bias, alpha}: Lrn): Handle =>
    aten.add(aten.scale(neighbours(aten.square(x), shape, depthRadius), alpha), memory.scalar(bias), 1);
  kit.add<{x: TensorInfo}, Lrn>("LRN", ({x}, at) => {
    const n = denominator(kit.handle(x), x.shape, at);
    return kit.output(aten.mul(kit.handle(x), aten.pow(n, -at.beta)), x.shape);
  });
  // dx = dy n^-beta - 2 alpha beta x (sum over neighbours of dy y / n).
  kit.add<{x: TensorInfo; y: TensorInfo; dy: TensorInfo}, Lrn>("LRNGrad", ({x, y, dy}, at) => {
    const n = denominator(kit.handle(x), x.shape, at);
    const direct = aten.mul(kit.handle(dy), aten.pow(n, -at.beta));
    const share = neighbours(aten.div(aten.mul(kit.handle(dy), kit.handle(y)), n), x.shape, at.depthRadius);
    const indirect = aten.mul(kit.handle(x), share);
    return kit.output(aten.add(direct, indirect, -2 * at.alpha * at.beta), x.shape);
  });
}
