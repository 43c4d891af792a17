import {type ActivationAttributes, activate} from "./activation.js";
import {addBias, channelsFirstShape} from "./addBias.js";
import {convolve2d} from "./Conv2D.js";
import type {ConvolutionAttributes} from "./convolutionInfo.js";
import {kernel} from "./kernel.js";

/** Convolution with its bias and what follows: `activation(conv2d(x, filter) + bias)`. */
export const fusedConv2DConfig = kernel<ConvolutionAttributes & ActivationAttributes>("FusedConv2D", call => {
  const {attrs, backend} = call;
  const [x, filter, bias] = [call.input("x"), call.input("filter"), call.optional("bias")];
  const first = attrs.dataFormat === "NCHW";
  const perChannel = bias === undefined || (bias.shape.length === 1 && bias.shape[0] === filter.shape[3]);
  if (perChannel && !first) {
    const sum = convolve2d(call, x, filter, attrs, {bias, relu: attrs.activation === "relu"});
    return activate("FusedConv2D", call.optional("preluActivationWeights"), backend, sum, attrs);
  }
  const shaped = (name: string) => (first ? channelsFirstShape(call.optional(name)) : call.optional(name));
  const sum = addBias(backend, convolve2d(call, x, filter, attrs), shaped("bias"));
  return activate("FusedConv2D", shaped("preluActivationWeights"), backend, sum, attrs, false);
});
