/** One axis of a convolution. */
interface Axis {
  /** Input pixels. */
  readonly size: number;
  readonly filter: number;
  readonly stride: number;
  readonly dilation: number;
  /** Zeros before the first pixel. */
  readonly before: number;
}

/** The input pixels of an axis that meet the same filter values. */
export interface Phase {
  /** First pixel, distance to the next, how many. */
  readonly first: number;
  readonly step: number;
  readonly count: number;
  /** Filter positions that meet them, turned round. */
  readonly taps: readonly number[];
  /** Zeros before the outputs so that the first pixel's outputs are in the first window. */
  readonly before: number;
}

/**
 * Splits an axis for the gradient with respect to the input: pixel `y` meets output `p` at filter position `r` where
 * `y + before = p stride + r dilation`, so the positions that pixel meets depend on `(y + before) mod stride` only.
 * (Stride or dilation is 1, as TensorFlow.js demands.)
 */
export function phasesOf({size, filter, stride, dilation, before}: Axis): Phase[] {
  return Array.from({length: stride}, (_, phase) => {
    const taps: number[] = [];
    for (let r = phase; r < filter; r += stride) taps.unshift(r);
    const firstOutput = Math.ceil((before - phase) / stride);
    const lastOutput = Math.floor((size - 1 + before - phase) / stride);
    return {
      first: firstOutput * stride + phase - before,
      step: stride,
      count: Math.max(0, lastOutput - firstOutput + 1),
      taps,
      before: (taps.length - 1) * dilation - firstOutput,
    };
  });
}
