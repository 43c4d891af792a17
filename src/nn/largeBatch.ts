import {requireFinite} from "../core/check.js";
import {adamDirection, type DecayingAdamOptions} from "./adam.js";
import {vectorNorm} from "./layer.js";
import {memory, type Optimizer, optimizer, requireShare} from "./optimizer.js";

/**
 * LARS, for large batches: SGD with momentum whose rate is fitted to each layer, `trust * |w| / (|g| + weightDecay * |w|)`, so that no
 * layer is moved by more than a share of its own length. Parameters that do not decay move at the plain rate.
 *
 * @param options  `momentum`, 0.9 unless given; `weightDecay`, 1e-4 unless given; `trust`, 0.001 unless given.
 * @source You, Gitman and Ginsburg (2017), "Large batch training of convolutional networks", arXiv:1708.03888.
 *
 * @example
 * const [w] = [parameter("w", NdArray.fromNested([3, 4]), true)];
 * w.gradient.data[0] = 10;
 * lars({weightDecay: 0, trust: 0.5}).step([w], 1); // 0.5 * 5 / 10 = 0.25
 * w.value.toNested() // => [0.5, 4]
 */
export function lars(
  options: {readonly momentum?: number; readonly weightDecay?: number; readonly trust?: number} = {},
): Optimizer {
  const {momentum = 0.9, weightDecay = 1e-4, trust = 0.001} = options;
  requireShare("lars", "momentum", momentum);
  requireFinite("lars", "weightDecay", weightDecay);
  requireFinite("lars", "trust", trust, true);
  const velocities = memory();
  return optimizer("lars", (parameter, rate) => {
    const [w, g, v] = [parameter.value.data, parameter.gradient.data, velocities(parameter)];
    const pull = parameter.decays ? weightDecay : 0;
    const [length, slope] = [vectorNorm(w), vectorNorm(g)];
    const fitted = parameter.decays && length > 0 && slope > 0;
    const local = fitted ? (trust * length) / (slope + pull * length) : 1;
    for (let i = 0; i < w.length; i++) {
      v[i] = momentum * v[i] + rate * local * (g[i] + pull * w[i]);
      w[i] -= v[i];
    }
  });
}

/**
 * LAMB, for large batches: the step of AdamW, made as long as the layer's own weights, `w -= rate * |w| / |step| * step`. Parameters
 * that do not decay take Adam's step.
 *
 * @source You et al. (2019), "Large batch optimization for deep learning", arXiv:1904.00962.
 *
 * @example
 * const [w] = [parameter("w", NdArray.fromNested([4]), true)];
 * w.gradient.data[0] = 1e6;
 * lamb({weightDecay: 0}).step([w], 0.25);
 * isClose(w.value.at(0), 3) // => true
 */
export function lamb(options: DecayingAdamOptions = {}): Optimizer {
  const {weightDecay = 0.01} = options;
  requireFinite("lamb", "weightDecay", weightDecay);
  const direction = adamDirection("lamb", options);
  return optimizer("lamb", (parameter, rate, step) => {
    const w = parameter.value.data;
    const pull = parameter.decays ? weightDecay : 0;
    const d = direction(parameter, step).map((value, i) => value + pull * w[i]);
    const [length, stride] = [vectorNorm(w), vectorNorm(d)];
    const ratio = parameter.decays && length > 0 && stride > 0 ? length / stride : 1;
    for (let i = 0; i < w.length; i++) w[i] -= rate * ratio * d[i];
  });
}
