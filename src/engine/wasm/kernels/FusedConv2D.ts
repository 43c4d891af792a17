import {type ActivationAttributes, activate} from "./activation.js";
import {conv2d} from "./Conv2D.js";
import type {ConvolutionAttributes} from "./convolutionInfo.js";
import {kernel} from "./kernel.js";

/** Convolution with its bias and what follows: `activation(conv2d(x, filter) + bias)`. */
export const fusedConv2DConfig = kernel<ConvolutionAttributes & ActivationAttributes>("FusedConv2D", call => {
  const {attrs, backend} = call;
  const bias = call.optional("bias");
  const channels = call.input("filter").shape[3];
  if (bias !== undefined && (bias.shape.length !== 1 || bias.shape[0] !== channels))
    throw new RangeError(`FusedConv2D: bias must have shape [${channels}], got [${bias.shape}]`);
  const sum = conv2d(call, call.input("x"), call.input("filter"), attrs, {
    bias,
    relu: attrs.activation === "relu",
  });
  return activate("FusedConv2D", call, backend, sum, attrs);
});
