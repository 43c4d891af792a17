import {brief} from "../core/check.js";
import {NdArray} from "../core/ndArray.js";
import {floatData} from "../core/requireArray.js";

/** Numbers that training changes, and the slope of the loss by each. */
export interface Parameter {
  /** `"weights"`, `"biases"`, `"scale"`, `"shift"`, with the layer before it in a network: `"1 conv weights"`. */
  readonly name: string;
  /** Float64; optimisers write into its data. */
  readonly value: NdArray;
  /** Shaped as the value; `backward` adds to it, `clearGradients` sets it to zero. */
  readonly gradient: NdArray;
  /** Whether weight decay may shrink it: weights yes; biases, scales and shifts no. */
  readonly decays: boolean;
}

/** A parameter with a gradient of zeros; the value is copied. */
export function parameter(name: string, value: NdArray, decays: boolean): Parameter {
  const copy = new NdArray(value.shape, floatData(value).slice());
  return {name, value: copy, gradient: NdArray.zeros(value.shape), decays};
}

/** A stage of a network. */
export interface Layer {
  readonly kind: string;
  readonly parameters: readonly Parameter[];
  /**
   * @param x  A batch, [batch, ...].
   * @param training  Whether dropout drops and batch norm uses the batch's own statistics; false unless given.
   */
  forward(x: NdArray, training?: boolean): NdArray;
  /**
   * Belongs to the last `forward`; adds to the gradients of the parameters.
   *
   * @param dy  Slope of the loss by each output.
   * @returns Slope of the loss by each input.
   */
  backward(dy: NdArray): NdArray;
}

/** What the last forward pass has left for the backward pass. */
export function fromForward<T>(kind: string, kept: T | undefined): T {
  if (kept === undefined)
    throw new RangeError(`${kind}.backward: forward must be called before backward, got ${brief(kept)}`);
  return kept;
}

/** Adds slopes to a gradient: several backward passes before one step add up. */
export function addSlopes(to: Parameter, slopes: NdArray): void {
  for (let i = 0; i < slopes.data.length; i++) to.gradient.data[i] += slopes.data[i];
}

/**
 * Sets all gradients to zero, before the next batch.
 *
 * @example
 * const network = buildNetwork([2], [{kind: "dense", units: 1}], {random: new Random(1)});
 * network.backward(network.forward(NdArray.fromNested([[3, 4]])).map(() => 1));
 * network.parameters[0].gradient.toNested() // => [[3], [4]]
 * clearGradients(network.parameters);
 * network.parameters[0].gradient.toNested() // => [[0], [0]]
 */
export function clearGradients(parameters: readonly Parameter[]): void {
  for (const {gradient} of parameters) gradient.data.fill(0);
}

/**
 * Length of each gradient, as a vector: `sqrt(sum of squares)`. Where it falls from layer to layer, gradients vanish.
 *
 * @example
 * const network = buildNetwork([2], [{kind: "dense", units: 1}], {random: new Random(1)});
 * network.backward(network.forward(NdArray.fromNested([[3, 4]])).map(() => 1));
 * gradientNorms(network.parameters) // => [{name: "1 dense weights", norm: 5}, {name: "1 dense biases", norm: 1}]
 */
export function gradientNorms(parameters: readonly Parameter[]): {name: string; norm: number}[] {
  return parameters.map(({name, gradient}) => ({name, norm: vectorNorm(gradient.data)}));
}

/** Length of a vector: the square root of the sum of squares. */
export function vectorNorm(data: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += data[i] ** 2;
  return Math.sqrt(sum);
}
