import {memory, type Optimizer, optimizer, requireShare} from "./optimizer.js";

/**
 * Stochastic gradient descent: `w -= rate * g`. With momentum the gradients of earlier steps go on pushing,
 * `v = momentum * v + g` and `w -= rate * v`; with Nesterov's correction the step looks ahead, `w -= rate * (g + momentum * v)`.
 *
 * @param options  `momentum`, 0 unless given; `nesterov`, false unless given.
 * @source Sutskever et al. (2013), "On the importance of initialization and momentum in deep learning".
 *
 * @example
 * const [w] = [parameter("w", NdArray.fromNested([1]), true)];
 * w.gradient.data[0] = 2;
 * sgd().step([w], 0.25);
 * w.value.toNested() // => [0.5]
 */
export function sgd(options: {readonly momentum?: number; readonly nesterov?: boolean} = {}): Optimizer {
  const {momentum = 0, nesterov = false} = options;
  requireShare("sgd", "momentum", momentum);
  const velocities = memory();
  return optimizer("sgd", (parameter, rate) => {
    const [w, g, v] = [parameter.value.data, parameter.gradient.data, velocities(parameter)];
    for (let i = 0; i < w.length; i++) {
      v[i] = momentum * v[i] + g[i];
      w[i] -= rate * (nesterov ? g[i] + momentum * v[i] : v[i]);
    }
  });
}

/**
 * RMSProp: each gradient over the root of the running mean of its squares, `w -= rate * g / sqrt(mean + epsilon)`.
 *
 * @param options  `decay` of the running mean, 0.9 unless given; `epsilon`, 1e-8 unless given.
 * @source Tieleman and Hinton (2012), lecture 6.5 of "Neural networks for machine learning".
 *
 * @example
 * const [w] = [parameter("w", NdArray.fromNested([1]), true)];
 * w.gradient.data[0] = 8;
 * rmsProp({decay: 0.75, epsilon: 0}).step([w], 0.25); // 0.25 * 8 / sqrt(0.25 * 64)
 * w.value.toNested() // => [0.5]
 */
export function rmsProp(options: {readonly decay?: number; readonly epsilon?: number} = {}): Optimizer {
  const {decay = 0.9, epsilon = 1e-8} = options;
  requireShare("rmsProp", "decay", decay);
  const squares = memory();
  return optimizer("rmsProp", (parameter, rate) => {
    const [w, g, s] = [parameter.value.data, parameter.gradient.data, squares(parameter)];
    for (let i = 0; i < w.length; i++) {
      s[i] = decay * s[i] + (1 - decay) * g[i] ** 2;
      w[i] -= (rate * g[i]) / Math.sqrt(s[i] + epsilon);
    }
  });
}
