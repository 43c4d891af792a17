import {brief} from "../core/check.js";

/** A function that a neuron applies to its sum, and its slope. */
export interface Activation {
  readonly name: ActivationName;
  value(sum: number): number;
  /** Slope at this sum. */
  slope(sum: number): number;
}

export type ActivationName = "sigmoid" | "tanh" | "relu";

/**
 * The logistic curve `1 / (1 + exp(-x))`, from 0 to 1; steepest, 1/4, at 0.
 *
 * @example
 * [sigmoid.value(0), sigmoid.slope(0)] // => [0.5, 0.25]
 * sigmoid.value(-1000) // => 0
 */
export const sigmoid: Activation = {
  name: "sigmoid",
  value: sum => 1 / (1 + Math.exp(-sum)),
  slope: sum => sigmoid.value(sum) * (1 - sigmoid.value(sum)),
};

/**
 * The hyperbolic tangent, from -1 to 1; slope `1 - tanh(x)^2`.
 *
 * @example
 * [tanh.value(0), tanh.slope(0)] // => [0, 1]
 */
export const tanh: Activation = {
  name: "tanh",
  value: sum => Math.tanh(sum),
  slope: sum => 1 - Math.tanh(sum) ** 2,
};

/**
 * The rectified linear unit `max(0, x)`. Its slope is 1 above zero and 0 below; at the kink it is taken as 0.
 *
 * @source Nair and Hinton (2010), "Rectified linear units improve restricted Boltzmann machines".
 *
 * @example
 * [-2, 0, 3].map(relu.value) // => [0, 0, 3]
 * [-2, 0, 3].map(relu.slope) // => [0, 0, 1]
 */
export const relu: Activation = {
  name: "relu",
  value: sum => Math.max(0, sum), // NaN stays NaN
  slope: sum => (sum > 0 ? 1 : 0),
};

/** The activation of that name. */
export function activationOf(where: string, name: unknown): Activation {
  const found = [sigmoid, tanh, relu].find(one => one.name === name);
  if (!found)
    throw new TypeError(`${where}: activation must be "sigmoid", "tanh" or "relu", got ${brief(name)}`);
  return found;
}
