import {correlate1d} from "../../src/conv/correlate1d.js";

const step = {signal: [3, 3, 3, 3, 3, 10, 10, 10, 10, 10], kernel: [1, 0, -1]};

/**
 * The kernel gives signal[x] - signal[x + 2]. On flat stretches that is 0. The step lies between the two samples for two
 * windows, and there the sum is the level before the step less the level after it: 3 - 10 = -7, negative though the signal
 * rises, because the later sample has the negative weight. Convolution would give 7.
 */
export const stepGuess = correlate1d(step.signal, step.kernel);
