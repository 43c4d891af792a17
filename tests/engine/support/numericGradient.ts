import {type Dense, zeros} from "./dense.js";

/** Half the distance of the two points: in 64 bits the error is about its square, 1e-8, and what rounding adds less. */
const STEP = 1e-4;

/**
 * The gradient of sum(dy * f(inputs)) by central differences: from the formula alone, whatever it is.
 *
 * @param f  Must be smooth within STEP of the inputs.
 * @param which  The input to differentiate by.
 */
export function numericGradient(
  f: (...inputs: Dense[]) => Dense,
  inputs: readonly Dense[],
  which: number,
  dy: Dense,
): Dense {
  const gradient = zeros(inputs[which].shape);
  const nudged = inputs.map(({shape, data}) => ({shape, data: data.slice()}));
  const objective = () => f(...nudged).data.reduce((sum, y, i) => sum + y * dy.data[i], 0);
  const {data} = nudged[which];
  for (const [i, value] of data.entries()) {
    data[i] = value + STEP;
    const above = objective();
    data[i] = value - STEP;
    const below = objective();
    data[i] = value;
    gradient.data[i] = (above - below) / (2 * STEP);
  }
  return gradient;
}
