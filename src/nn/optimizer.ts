import {requireFinite} from "../core/check.js";
import type {Parameter} from "./layer.js";

/** Changes parameters so that the loss falls. Keeps what it remembers of each parameter from step to step. */
export interface Optimizer {
  readonly name: string;
  /**
   * One step along the gradients, which are left as they are.
   *
   * @param rate  The learning rate of this step, >= 0.
   */
  step(parameters: readonly Parameter[], rate: number): void;
}

/** A number to remember for each element of each parameter: zeros when first asked for. */
export function memory(): (parameter: Parameter) => Float64Array {
  const kept = new WeakMap<Parameter, Float64Array>();
  return parameter => {
    const found = kept.get(parameter) ?? new Float64Array(parameter.value.data.length);
    kept.set(parameter, found);
    return found;
  };
}

/** An optimiser whose change of one parameter depends on nothing but that parameter. */
export function optimizer(
  name: string,
  change: (parameter: Parameter, rate: number, step: number) => void,
): Optimizer {
  let step = 0;
  return {
    name,
    step(parameters, rate) {
      requireFinite(`${name}.step`, "rate", rate);
      step++;
      for (const one of parameters) change(one, rate, step);
    },
  };
}

/** Throws unless the value is from 0 to below 1. */
export function requireShare(where: string, name: string, value: number): void {
  requireFinite(where, name, value);
  if (value < 0 || value >= 1)
    throw new RangeError(`${where}: ${name} must be from 0 to below 1, got ${value}`);
}
