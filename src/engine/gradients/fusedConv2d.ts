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
 * Lets the fused convolutions train when dilated, as `tf.layers.conv2d({dilationRate})` does: their gradient is closed over by
 * TensorFlow.js and refuses. While a gradient is taken, such a call goes through the operation that is not fused, whose gradient
 * is registered and so can be ours. Layers and programs see the same object `tf.fused`, so it is changed in place.
 */
export function unfuseDilated(tf: typeof TF): void {
  const fused = tf.fused as {conv2d: Fused; depthwiseConv2d: Fused};
  const wrap = (stock: Fused, unfused: typeof TF.conv2d | typeof TF.depthwiseConv2d): Fused => {
    return options => {
      const {x, filter, strides, pad, dataFormat, dilations, dimRoundingMode, activation} = options;
      // With another activation TensorFlow.js itself does not fuse.
      const linear = activation === undefined || activation === null || activation === "linear";
      if (isPlain(dilations) || !linear || tf.engine().state.gradientDepth === 0) return stock(options);
      const y = unfused(x as TF.Tensor4D, filter, strides, pad, dataFormat, dilations, dimRoundingMode);
      return addBias(tf, y, options);
    };
  };
  fused.conv2d = wrap(fused.conv2d, tf.conv2d);
  fused.depthwiseConv2d = wrap(fused.depthwiseConv2d, tf.depthwiseConv2d);
}
