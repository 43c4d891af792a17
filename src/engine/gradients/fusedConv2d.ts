import type * as TF from "@tensorflow/tfjs";
import {isPlain} from "./conv2d.js";

type FusedArguments = Parameters<typeof TF.fused.conv2d>[0];
type Fused = (options: FusedArguments) => TF.Tensor;

/** `x + bias` along the channels. */
function addBias(tf: typeof TF, x: TF.Tensor, {bias, dataFormat}: FusedArguments): TF.Tensor {
  if (bias === undefined || bias === null) return x;
  const alongLast = dataFormat !== "NCHW";
  return tf.add(x, alongLast ? bias : tf.reshape(bias, [-1, 1, 1]));
}

/**
 * Whether an operation since the gradient was begun has made this tensor. A batch of images is not made so: its gradient is wanted
 * by nobody, or it is what is differentiated by.
 */
function isMadeOnTape(tf: typeof TF, x: FusedArguments["x"]): boolean {
  const tape = tf.engine().state.activeTape ?? [];
  // What a layer gets was made a moment ago.
  return tape.findLast(node => node.outputs.some(output => output === x)) !== undefined;
}

/**
 * Sends a fused convolution through the operation that is not fused, while a gradient is taken, where that is better:
 *
 * - dilated ones, as of `tf.layers.conv2d({dilationRate})`, because their gradient is closed over by TensorFlow.js and refuses; the
 *   other operation's is registered and so can be ours;
 * - those of the first layer, because the fused one always computes the gradient of its input as well, even of the images: a
 *   convolution for nothing. The other's is computed only when it is asked for.
 *
 * Layers and programs see the same object `tf.fused`, so it is changed in place.
 */
export function unfuseInTraining(tf: typeof TF): void {
  const fused = tf.fused as {conv2d: Fused; depthwiseConv2d: Fused};
  const wrap = (stock: Fused, unfused: typeof TF.conv2d | typeof TF.depthwiseConv2d): Fused => {
    return options => {
      const {x, filter, strides, pad, dataFormat, dilations, dimRoundingMode, activation} = options;
      // With another activation TensorFlow.js itself does not fuse.
      const linear = activation === undefined || activation === null || activation === "linear";
      if (!linear || tf.engine().state.gradientDepth === 0) return stock(options);
      if (isPlain(dilations) && isMadeOnTape(tf, x)) return stock(options);
      const y = unfused(x as TF.Tensor4D, filter, strides, pad, dataFormat, dilations, dimRoundingMode);
      return addBias(tf, y, options);
    };
  };
  fused.conv2d = wrap(fused.conv2d, tf.conv2d);
  fused.depthwiseConv2d = wrap(fused.depthwiseConv2d, tf.depthwiseConv2d);
}
