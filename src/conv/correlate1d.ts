import {rowsOf} from "../core/grid.js";
import {paddingPixels, type WindowOptions} from "./outputSize.js";

/**
 * Cross-correlation of a signal with a short kernel: `out[x] = sum over j of signal[x * stride + j] * kernel[j]`.
 *
 * @param signal  [length]; not changed.
 * @param kernel  [taps], not flipped.
 * @param options  `stride` and `padding`.
 * @returns [outputSize of the length].
 * @throws {RangeError} When the kernel is longer than the padded signal.
 *
 * @example
 * correlate1d([1, 2, 4, 8], [-1, 1]) // => [1, 2, 4]
 * correlate1d([1, 2, 4, 8], [1, 1, 1], {padding: "same"}) // => [3, 7, 14, 12]
 */
export function correlate1d(
  signal: ArrayLike<number>,
  kernel: ArrayLike<number>,
  options: WindowOptions = {},
): number[] {
  const [samples] = rowsOf("correlate1d", "signal", [signal]);
  const [weights] = rowsOf("correlate1d", "kernel", [kernel]);
  const {stride = 1, padding = "valid"} = options;
  const [before, after] = paddingPixels("correlate1d", samples.length, weights.length, stride, padding);
  const padded = [...zeros(before), ...Array.from(samples), ...zeros(after)];
  if (weights.length > padded.length)
    throw new RangeError(
      `correlate1d: kernel must fit the padded signal, got kernel ${weights.length} and input ${padded.length}`,
    );
  const out: number[] = [];
  for (let x = 0; x + weights.length <= padded.length; x += stride) {
    let sum = 0;
    for (let j = 0; j < weights.length; j++) sum += padded[x + j] * weights[j];
    out.push(sum);
  }
  return out;
}

function zeros(count: number): number[] {
  return new Array<number>(count).fill(0);
}
