import type * as TF from "@tensorflow/tfjs";
import {mendPoolGradients} from "../cpu/kernels/poolGradients.js";
import {mendResizeGradients} from "../cpu/kernels/resizeGradients.js";
import {GROUPED_CONV, type GroupedConvAttributes} from "../ops/groupedKernels.js";
import {installBroadcastGradients} from "./broadcast.js";
import {type ConvAttributes, dilatedConv2dGradients, dilatedDepthwiseGradients, isPlain} from "./conv2d.js";
import {type Conv3dAttributes, dilatedConv3dGradients, transposedConv3dGradients} from "./conv3d.js";
import {einsumGradients} from "./einsum.js";
import {unfuseInTraining} from "./fusedConv2d.js";
import {groupedConv2dGradients} from "./groupedConv2d.js";
import {installMirrorPad} from "./mirrorPad.js";
import {installRearranged} from "./rearranged.js";
import {mendUnscaledBatchNorm} from "./unscaledBatchNorm.js";

/** TensorFlow.js's registries are global, so each is told once. */
const told = new WeakSet<object>();

type Dilated<A> = (
  tf: typeof TF,
  x: TF.Tensor,
  filter: TF.Tensor,
  dy: TF.Tensor,
  attributes: A,
) => Record<"x" | "filter", () => TF.Tensor>;

/** Registers a gradient that handles dilations and leaves everything else to the one that TensorFlow.js has. */
function extendGradient<A extends {readonly dilations?: number | readonly number[] | null}>(
  tf: typeof TF,
  kernelName: string,
  dilated: Dilated<A>,
): void {
  const stock = tf.getGradient(kernelName);
  tf.registerGradient({
    kernelName,
    inputsToSave: ["x", "filter"],
    gradFunc: (dy, saved, attrs) => {
      const attributes = attrs as unknown as A;
      if (isPlain(attributes.dilations)) return stock.gradFunc(dy, saved, attrs);
      const [x, filter] = saved;
      return dilated(tf, x, filter, dy as TF.Tensor, attributes);
    },
  });
}

/**
 * Teaches the one global TensorFlow.js the gradients that it refuses or gets wrong on every backend: dilated convolutions (2-D,
 * depthwise, 3-D, fused), grouped ones, the transposed 3-D one, einsum, depthToSpace, cumsum along any axis, mirrorPad, comparisons, and
 * operands that were broadcast, batch normalization without scale or centre. Kernels of its cpu backend that are wrong are replaced too: other tiers fall back on them. Everything else keeps the gradient that it has. Calling again does nothing.
 */
export function installGradients(tf: typeof TF): void {
  const registry = tf.engine();
  if (told.has(registry)) return;
  told.add(registry);
  mendPoolGradients(tf);
  mendResizeGradients(tf);
  extendGradient<ConvAttributes>(tf, "Conv2D", dilatedConv2dGradients);
  extendGradient<ConvAttributes>(tf, "DepthwiseConv2dNative", dilatedDepthwiseGradients);
  extendGradient<Conv3dAttributes>(tf, "Conv3D", dilatedConv3dGradients);
  unfuseInTraining(tf);
  installBroadcastGradients(tf);
  mendUnscaledBatchNorm(tf);
  installMirrorPad(tf);
  installRearranged(tf);
  tf.registerGradient({
    kernelName: "Conv3DBackpropInputV2",
    inputsToSave: ["dy", "filter"],
    gradFunc: (dy, [x, filter], attrs) =>
      transposedConv3dGradients(tf, x, filter, dy as TF.Tensor, attrs as unknown as Conv3dAttributes),
  });
  tf.registerGradient({
    kernelName: GROUPED_CONV,
    inputsToSave: ["x", "filter"],
    gradFunc: (dy, [x, filter], attrs) =>
      groupedConv2dGradients(tf, x, filter, dy as TF.Tensor, attrs as unknown as GroupedConvAttributes),
  });
  tf.registerGradient({
    kernelName: "Einsum",
    saveAllInputs: true,
    gradFunc: (dy, saved, attrs) => {
      const gradients = einsumGradients(tf, String(attrs.equation), dy as TF.Tensor, saved);
      return Object.fromEntries(gradients.map((gradient, index) => [String(index), gradient]));
    },
  });
}
