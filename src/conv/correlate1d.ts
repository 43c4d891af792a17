import {rowsOf} from "../core/grid.js";
import {dilatedSize, paddingPixels, type WindowOptions} from "./outputSize.js";

/**
 * Cross-correlation of a signal with a short kernel:
 * `out[x] = sum over j of signal[x * stride + j * dilation] * kernel[j]`.
 *
 * @param signal  [length]; not changed.
 * @param kernel  [taps], not flipped.
 * @param options  `stride`, `padding` and `dilation`.
 * @returns [outputSize of the length].
 * @throws {RangeError} When the kernel is longer than the padded signal.
 *
 * @example
 * correlate1d([1, 2, 4, 8], [-1, 1]) // => [1, 2, 4]
 * correlate1d([1, 2, 4, 8], [1, 1, 1], {padding: "same"}) // => [3, 7, 14, 12]
 * correlate1d([1, 2, 4, 8], [-1, 1], {dilation: 2}) // => [3, 6]
 */
export function correlate1d(
  signal: ArrayLike<number>,
  kernel: ArrayLike<number>,
  options: WindowOptions = {},
): number[] {
  const {samples, weights, before, after, stride, dilation} = placeSignal(
    "correlate1d",
    signal,
    kernel,
    options,
  );
  const padded = [...zeros(before), ...samples, ...zeros(after)];
  const extent = dilatedSize("correlate1d", weights.length, dilation);
  const out: number[] = [];
  for (let x = 0; x + extent <= padded.length; x += stride) {
    let sum = 0;
    for (let j = 0; j < weights.length; j++) sum += padded[x + j * dilation] * weights[j];
    out.push(sum);
  }
  return out;
}

/** A signal with a window on it: checked numbers, and the padding in samples. */
export interface PlacedSignal {
  readonly samples: number[];
  readonly weights: number[];
  readonly before: number;
  readonly after: number;
  readonly stride: number;
  readonly dilation: number;
}

/** Checks a signal, a kernel and the options of the window that slides. */
export function placeSignal(
  where: string,
  signal: ArrayLike<number>,
  kernel: ArrayLike<number>,
  options: WindowOptions,
): PlacedSignal {
  const [samples] = rowsOf(where, "signal", [signal]);
  const [weights] = rowsOf(where, "kernel", [kernel]);
  const {stride = 1, padding = "valid", dilation = 1} = options;
  const extent = dilatedSize(where, weights.length, dilation);
  const [before, after] = paddingPixels(where, samples.length, extent, stride, padding);
  const length = before + samples.length + after;
  if (extent > length)
    throw new RangeError(
      `${where}: kernel must fit the padded signal, got kernel ${extent} and input ${length}`,
    );
  return {samples: Array.from(samples), weights: Array.from(weights), before, after, stride, dilation};
}

function zeros(count: number): number[] {
  return new Array<number>(count).fill(0);
}
