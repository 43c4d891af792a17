import type * as TF from "@tensorflow/tfjs";
import {
  GROUPED_CONV_FILTER,
  GROUPED_CONV_INPUT,
  type GroupedConvAttributes,
  runKernel,
} from "../ops/groupedKernels.js";

/** Gradients of the kernel GROUPED_CONV: a tier that registers it registers the other two as well. */
export function groupedConv2dGradients(
  tf: typeof TF,
  x: TF.Tensor,
  filter: TF.Tensor,
  dy: TF.Tensor,
  attributes: GroupedConvAttributes,
): Record<"x" | "filter", () => TF.Tensor> {
  const [inputShape, filterShape] = [x.shape, filter.shape];
  return {
    x: () => runKernel(tf, GROUPED_CONV_INPUT, {dy, filter}, {...attributes, inputShape}),
    filter: () => runKernel(tf, GROUPED_CONV_FILTER, {x, dy}, {...attributes, filterShape}),
  };
}
