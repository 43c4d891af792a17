import {kernel} from "./kernel.js";

/** `out[segmentIds[i]] += x[i]`: the gradient of `gather`. Numbers below 0 leave their values out, as TensorFlow does. */
export const unsortedSegmentSumConfig = kernel<{readonly numSegments: number}>(
  "UnsortedSegmentSum",
  ({backend, input, output, attrs: {numSegments}}) => {
    const x = input("x");
    const ids = input("segmentIds");
    const rest = x.shape.slice(ids.shape.length);
    const length = rest.reduce((product, size) => product * size, 1);
    const out = output([numSegments, ...rest], x.dtype);
    const segments = backend.typedArrayFromHeap(ids);
    const values = backend.typedArrayFromHeap(x);
    const sums = backend.typedArrayFromHeap(out).fill(0);
    for (const [row, segment] of segments.entries()) {
      if (segment >= numSegments)
        throw new RangeError(`UnsortedSegmentSum: segment ids must be below ${numSegments}, got ${segment}`);
      if (segment < 0) continue;
      for (let i = 0; i < length; i++) sums[segment * length + i] += values[row * length + i];
    }
    return out;
  },
);
