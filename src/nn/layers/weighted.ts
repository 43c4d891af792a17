import {type ConvOptions, convVolume} from "../../conv/convVolume.js";
import {convVolumeBackward} from "../../conv/convVolumeBackward.js";
import type {NdArray} from "../../core/ndArray.js";
import {dense, denseBackward} from "../dense.js";
import {addSlopes, fromForward, type Layer, parameter} from "../layer.js";

/** A convolution with parameters of its own. */
export function convLayer(weights: NdArray, biases: NdArray | undefined, options: ConvOptions): Layer {
  const w = parameter("weights", weights, true);
  const b = biases && parameter("biases", biases, false);
  let input: NdArray | undefined;
  return {
    kind: "conv",
    parameters: b ? [w, b] : [w],
    forward(x) {
      input = x;
      return convVolume(x, w.value, b?.value, options);
    },
    backward(dy) {
      const {dx, dw, db} = convVolumeBackward(fromForward("conv", input), w.value, dy, options);
      addSlopes(w, dw);
      if (b) addSlopes(b, db);
      return dx;
    },
  };
}

/** A dense layer with parameters of its own. */
export function denseLayer(weights: NdArray, biases: NdArray | undefined): Layer {
  const w = parameter("weights", weights, true);
  const b = biases && parameter("biases", biases, false);
  let input: NdArray | undefined;
  return {
    kind: "dense",
    parameters: b ? [w, b] : [w],
    forward(x) {
      input = x;
      return dense(x, w.value, b?.value);
    },
    backward(dy) {
      const {dx, dw, db} = denseBackward(fromForward("dense", input), w.value, dy);
      addSlopes(w, dw);
      if (b) addSlopes(b, db);
      return dx;
    },
  };
}
