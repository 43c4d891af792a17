import {requireFinite} from "../core/check.js";
import type {Parameter} from "./layer.js";
import {memory, type Optimizer, optimizer, requireShare} from "./optimizer.js";

/** Settings of Adam and its kin. */
export interface AdamOptions {
  /** Decay of the running mean of gradients; 0.9 unless given. */
  readonly beta1?: number;
  /** Decay of the running mean of their squares; 0.999 unless given. */
  readonly beta2?: number;
  /** Added to the root; 1e-8 unless given. */
  readonly epsilon?: number;
}

/** Adam and its kin with the pull of the weights towards zero. */
export interface DecayingAdamOptions extends AdamOptions {
  /** Pull towards zero, of parameters that decay; 0.01 unless given. */
  readonly weightDecay?: number;
}

/**
 * The direction of Adam: the running mean of gradients over the root of the running mean of squares, both corrected for having
 * started at zero.
 */
export function adamDirection(
  where: string,
  options: AdamOptions,
): (p: Parameter, step: number) => Float64Array {
  const {beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8} = options;
  requireShare(where, "beta1", beta1);
  requireShare(where, "beta2", beta2);
  const [means, squares] = [memory(), memory()];
  return (parameter, step) => {
    const [g, m, s] = [parameter.gradient.data, means(parameter), squares(parameter)];
    return m.map((_, i) => {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i];
      s[i] = beta2 * s[i] + (1 - beta2) * g[i] ** 2;
      return m[i] / (1 - beta1 ** step) / (Math.sqrt(s[i] / (1 - beta2 ** step)) + epsilon);
    });
  };
}

/**
 * Adam: momentum and RMSProp together, with both running means corrected for having started at zero.
 *
 * @source Kingma and Ba (2014), "Adam", arXiv:1412.6980.
 *
 * @example
 * const [w] = [parameter("w", NdArray.fromNested([1]), true)];
 * w.gradient.data[0] = 1e6;
 * adam({epsilon: 0}).step([w], 0.25); // the first step is as long as the rate, whatever the gradient
 * isClose(w.value.at(0), 0.75) // => true
 */
export function adam(options: AdamOptions = {}): Optimizer {
  const direction = adamDirection("adam", options);
  return optimizer("adam", (parameter, rate, step) => {
    const w = parameter.value.data;
    const d = direction(parameter, step);
    for (let i = 0; i < w.length; i++) w[i] -= rate * d[i];
  });
}

/**
 * AdamW: Adam, and beside it the weights shrink by `rate * weightDecay` of themselves. In Adam an L2 penalty would be divided
 * by the root of squares like every gradient; here decay stays decay.
 *
 * @source Loshchilov and Hutter (2017), "Decoupled weight decay regularization", arXiv:1711.05101.
 *
 * @example
 * const [w] = [parameter("w", NdArray.fromNested([8]), true)];
 * adamW({weightDecay: 0.5}).step([w], 0.25); // no gradient: decay alone
 * w.value.toNested() // => [7]
 */
export function adamW(options: DecayingAdamOptions = {}): Optimizer {
  const {weightDecay = 0.01} = options;
  requireFinite("adamW", "weightDecay", weightDecay);
  const direction = adamDirection("adamW", options);
  return optimizer("adamW", (parameter, rate, step) => {
    const w = parameter.value.data;
    const d = direction(parameter, step);
    const pull = parameter.decays ? weightDecay : 0;
    for (let i = 0; i < w.length; i++) w[i] -= rate * (d[i] + pull * w[i]);
  });
}
