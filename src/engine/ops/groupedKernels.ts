import type * as TF from "@tensorflow/tfjs";

/**
 * Kernels of ours that a tier may register when one native call does them; everything works without. `groups` 1 with a dilation is
 * asked for too: TensorFlow.js has no gradient kernel for that.
 *
 * - GroupedConv2D: `{x, filter}` to y.
 * - GroupedConv2DBackpropInput: `{dy, filter}` to the gradient of x; its attributes also have `inputShape`.
 * - GroupedConv2DBackpropFilter: `{x, dy}` to the gradient of the filter; its attributes also have `filterShape`.
 */
export const GROUPED_CONV = "GroupedConv2D";
export const GROUPED_CONV_INPUT = "GroupedConv2DBackpropInput";
export const GROUPED_CONV_FILTER = "GroupedConv2DBackpropFilter";

/** Numbers for height and width, as TensorFlow.js takes them. */
export type Pair = number | readonly [number, number];

/** As TensorFlow.js takes it; explicit padding is `[[0, 0], [top, bottom], [left, right], [0, 0]]`. */
export type Padding = "same" | "valid" | number | TF.backend_util.ExplicitPadding;

/** Attributes of the three kernels. x is `[batch, height, width, channels]`, the filter `[height, width, channels / groups, filters]`. */
export interface GroupedConvAttributes {
  readonly strides: Pair;
  readonly pad: Padding;
  readonly dilations: Pair;
  readonly groups: number;
  /** Of GROUPED_CONV_INPUT: the shape of x. */
  readonly inputShape?: readonly number[];
  /** Of GROUPED_CONV_FILTER. */
  readonly filterShape?: readonly number[];
}

/** Whether the selected backend has this kernel. */
export function hasKernel(tf: typeof TF, name: string): boolean {
  return tf.getKernel(name, tf.getBackend()) !== undefined;
}

/** Runs a kernel by name. */
export function runKernel(
  tf: typeof TF,
  name: string,
  inputs: Readonly<Record<string, TF.Tensor>>,
  attributes: object,
): TF.Tensor {
  return tf.engine().runKernel(name, inputs, attributes as TF.NamedAttrMap);
}
