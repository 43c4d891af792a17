import {rowsOf} from "../core/grid.js";
import {correlate1d} from "./correlate1d.js";
import type {WindowOptions} from "./outputSize.js";

/**
 * Convolution in the sense of mathematics: cross-correlation with the kernel turned back to front. With padding `"full"`,
 * `out[x] = sum over j of signal[x - j] * kernel[j]`, and signal and kernel may change places.
 *
 * @param signal  [length]; not changed.
 * @param kernel  [taps]; flipped before it is laid on the signal.
 * @param options  `stride`, `padding` and `dilation`, as `correlate1d` reads them.
 * @returns [outputSize of the length].
 * @throws {RangeError} When the kernel is longer than the padded signal.
 *
 * @example
 * convolve1d([1, 2, 4, 8], [1, -1]) // => [1, 2, 4]
 * convolve1d([0, 1, 0], [5, 6, 7], {padding: "full"}) // => [0, 5, 6, 7, 0]
 */
export function convolve1d(
  signal: ArrayLike<number>,
  kernel: ArrayLike<number>,
  options: WindowOptions = {},
): number[] {
  const [samples] = rowsOf("convolve1d", "signal", [signal]);
  const [weights] = rowsOf("convolve1d", "kernel", [kernel]);
  return correlate1d(samples, Array.from(weights).reverse(), options);
}
