import type * as TF from "@tensorflow/tfjs";
import {
  BATCH_NORM_TRAINING,
  BATCH_NORM_TRAINING_GRAD,
  type BatchNormAttributes,
} from "../../fused/batchNormKernels.js";
import type {Attribute} from "../attributes.js";
import {ATTRIBUTE_TYPES, DATA_TYPES} from "../constants.js";
import {FLOATS, type RawOperations} from "../rawOperations.js";
import type {KernelKit} from "./kernelKit.js";

type Training = Record<"x" | "gamma" | "beta" | "movingMean" | "movingVariance", TF.TensorInfo>;
type Gradient = Record<"dy" | "x" | "gamma" | "saved0" | "saved1" | "saved2", TF.TensorInfo>;

const COMMON: readonly Attribute[] = [
  FLOATS,
  {name: "U", type: ATTRIBUTE_TYPES.TF_ATTR_TYPE, value: DATA_TYPES.TF_FLOAT},
  {name: "data_format", type: ATTRIBUTE_TYPES.TF_ATTR_STRING, value: "NHWC"},
  {name: "is_training", type: ATTRIBUTE_TYPES.TF_ATTR_BOOL, value: true},
];

const float = (name: string, value: number): Attribute => ({
  name,
  type: ATTRIBUTE_TYPES.TF_ATTR_FLOAT,
  value,
});

/** Batch normalization in training, and its gradient, one operation each: FusedBatchNormV3 and FusedBatchNormGradV3. */
export function registerBatchNorm({add, raw}: KernelKit): void {
  add<Training, BatchNormAttributes>(BATCH_NORM_TRAINING, (inputs, {epsilon, momentum}) => {
    const {x, gamma, beta, movingMean, movingVariance} = inputs;
    const attributes = [...COMMON, float("epsilon", epsilon), float("exponential_avg_factor", 1 - momentum)];
    const ids = raw.ids(x, gamma, beta, movingMean, movingVariance);
    const [y, mean, variance, ...saved] = raw.run("FusedBatchNormV3", attributes, ids, 6);
    const values = x.shape.slice(0, -1).reduce((product, length) => product * length, 1);
    const biased = withoutCorrection(raw, variance.id, ids[4], values, momentum);
    return [y, mean, {...variance, id: biased}, ...saved].map(result => raw.output(result));
  });

  add<Gradient, BatchNormAttributes>(BATCH_NORM_TRAINING_GRAD, (inputs, {epsilon}) => {
    const {dy, x, gamma, saved0, saved1, saved2} = inputs;
    const ids = raw.ids(dy, x, gamma, saved0, saved1, saved2);
    const results = raw.run("FusedBatchNormGradV3", [...COMMON, float("epsilon", epsilon)], ids, 5);
    // The last two are empty: gradients of the moving averages.
    for (const {id} of results.slice(3)) raw.free(id);
    return results.slice(0, 3).map(result => raw.output(result));
  });
}

/**
 * TensorFlow's moving variance is `m old + (1 - m) n / (n - 1) v`, where v divides by n; TensorFlow.js's is `m old + (1 - m) v`,
 * which is `(n - 1) / n` of the former and `m / n` of the old one.
 */
function withoutCorrection(
  raw: RawOperations,
  corrected: number,
  old: number,
  values: number,
  momentum: number,
): number {
  const share = raw.float("Mul", [corrected, raw.scalar((values - 1) / values)], [corrected]);
  const rest = raw.float("Mul", [old, raw.scalar(momentum / values)]);
  return raw.float("AddV2", [share, rest], [share, rest]);
}
