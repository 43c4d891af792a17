import {rowsOf} from "../core/grid.js";
import {placeSignal} from "./correlate1d.js";
import {outputSize, type WindowOptions} from "./outputSize.js";

/** What a loss owes to a signal and to a kernel. */
export interface SignalSlopes {
  /** Slope of the loss by each sample, [length]. */
  readonly dSignal: number[];
  /** Slope of the loss by each weight, [taps]. */
  readonly dKernel: number[];
}

/**
 * The backward pass of `correlate1d`: every product `signal[...] * kernel[j]` of the forward pass hands its slope to both
 * factors, times the other one. Without stride, `dSignal` is the full convolution of the slopes with the kernel, and
 * `dKernel` the correlation of the signal with the slopes.
 *
 * @param signal  [length], as in the forward pass; not changed.
 * @param kernel  [taps], as in the forward pass; not changed.
 * @param slopes  Slope of the loss by each output, [outputSize of the length].
 * @param options  The options of the forward pass.
 * @throws {RangeError} When there are not as many slopes as outputs.
 *
 * @example
 * correlate1dBackward([1, 2, 4], [3, 5], [1, 10]) // => {dSignal: [3, 35, 50], dKernel: [21, 42]}
 */
export function correlate1dBackward(
  signal: ArrayLike<number>,
  kernel: ArrayLike<number>,
  slopes: ArrayLike<number>,
  options: WindowOptions = {},
): SignalSlopes {
  const where = "correlate1dBackward";
  const {samples, weights, before, after, stride, dilation} = placeSignal(where, signal, kernel, options);
  const [dOut] = rowsOf(where, "slopes", [slopes]);
  const places = outputSize(samples.length, weights.length, {stride, dilation, padding: [before, after]});
  if (dOut.length !== places)
    throw new RangeError(`${where}: slopes must be one for each of ${places} outputs, got ${dOut.length}`);
  const dSignal = new Array<number>(samples.length).fill(0);
  const dKernel = new Array<number>(weights.length).fill(0);
  for (let x = 0; x < places; x++) {
    for (let j = 0; j < weights.length; j++) {
      const at = x * stride + j * dilation - before;
      if (at < 0 || at >= samples.length) continue; // a zero of the padding: nothing to learn
      dSignal[at] += dOut[x] * weights[j];
      dKernel[j] += dOut[x] * samples[at];
    }
  }
  return {dSignal, dKernel};
}
