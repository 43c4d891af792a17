import {NdArray} from "../../core/ndArray.js";
import type {Random} from "../../core/random.js";
import type {Activation} from "../activations.js";
import {dropoutMask} from "../dropout.js";
import {fromForward, type Layer} from "../layer.js";

/** An activation, number by number. */
export function activationLayer(activation: Activation): Layer {
  let input: NdArray | undefined;
  return {
    kind: "activation",
    parameters: [],
    forward(x) {
      input = x;
      return x.map(sum => activation.value(sum));
    },
    backward(dy) {
      const sums = fromForward("activation", input).data;
      return dy.map((slope, i) => slope * activation.slope(sums[i]));
    },
  };
}

/** Inverted dropout; at test time everything passes. */
export function dropoutLayer(rate: number, random: Random): Layer {
  let mask: NdArray | undefined;
  const masked = (values: NdArray, by: NdArray | undefined) =>
    by ? values.map((value, i) => value * by.data[i]) : values;
  return {
    kind: "dropout",
    parameters: [],
    forward(x, training = false) {
      mask = training ? dropoutMask(x.shape, rate, random) : undefined;
      return masked(x, mask);
    },
    backward: dy => masked(dy, mask),
  };
}

/** Channels of zeros behind those of the input, up to `channels`. */
export function widenLayer(channels: number): Layer {
  let depth = 0;
  return {
    kind: "widen",
    parameters: [],
    forward(x) {
      depth = x.shape[x.shape.length - 1];
      return copyChannels(x, depth, channels);
    },
    backward: dy => copyChannels(dy, channels, depth),
  };
}

/** The first channels of each pixel, as many as there are on both sides; zeros for the rest. */
function copyChannels(from: NdArray, channels: number, wanted: number): NdArray {
  const to = NdArray.zeros([...from.shape.slice(0, -1), wanted]);
  for (let pixel = 0; pixel < from.data.length / channels; pixel++)
    for (let c = 0; c < Math.min(channels, wanted); c++)
      to.data[pixel * wanted + c] = from.data[pixel * channels + c];
  return to;
}
