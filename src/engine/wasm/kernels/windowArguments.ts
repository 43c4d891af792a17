import {PIXEL_ENTRY_BYTES} from "../native/convolve.js";
import type {Workspace} from "../nativeBackend.js";

const FLOAT = 4;

/** A window that walks over images, in pixels. */
export interface WindowJob {
  readonly images: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly filterHeight: number;
  readonly filterWidth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly dilationHeight: number;
  readonly dilationWidth: number;
  /** Zeros above and left of the image; negative where rows or columns are left out. */
  readonly padTop: number;
  readonly padLeft: number;
}

/** Where the results of one image's pixels go, in bytes. */
interface Placing {
  readonly rowBytes: number;
  readonly columnBytes: number;
}

/** The rows of a window as runs of values that lie side by side. */
function runsOf(job: WindowJob, rowBytes: number): {offsets: Int32Array; length: number} {
  const {filterHeight, filterWidth, channels, dilationHeight, dilationWidth} = job;
  const joined = dilationWidth === 1 || filterWidth === 1;
  const perRow = joined ? 1 : filterWidth;
  const offsets = new Int32Array(filterHeight * perRow);
  for (let i = 0; i < filterHeight; i++)
    for (let j = 0; j < perRow; j++)
      offsets[i * perRow + j] = i * dilationHeight * rowBytes + j * dilationWidth * channels * FLOAT;
  return {offsets, length: joined ? filterWidth * channels : channels};
}

/** How the work is cut. */
interface Cut {
  /** Input of one chunk with its zeros, about. */
  readonly chunkBytes: number;
  /** Fewest chunks of all images together, so that each thread gets some. */
  readonly atLeast?: number;
}

/**
 * What a native program needs to walk a window over images: strides in bytes, chunks that fit the cache, and a table of
 * a chunk's pixels.
 */
export function windowArguments(
  space: Workspace,
  input: number,
  job: WindowJob,
  placing: Placing,
  {chunkBytes, atLeast = 1}: Cut,
) {
  const {height, width, channels, outHeight, outWidth, strideHeight, strideWidth, padTop, padLeft} = job;
  const extentHeight = (job.filterHeight - 1) * job.dilationHeight + 1;
  const extentWidth = (job.filterWidth - 1) * job.dilationWidth + 1;
  const neededWidth = (outWidth - 1) * strideWidth + extentWidth;
  const direct =
    padTop === 0 &&
    padLeft === 0 &&
    neededWidth <= width &&
    (outHeight - 1) * strideHeight + extentHeight <= height;
  const rowBytes = width * channels * FLOAT;
  const paddedRowBytes = direct ? rowBytes : neededWidth * channels * FLOAT;
  const fitting = Math.floor((chunkBytes / paddedRowBytes - extentHeight) / strideHeight) + 1;
  const shared = Math.ceil((job.images * outHeight) / atLeast);
  const rowsPerChunk = Math.max(1, Math.min(outHeight, fitting, shared));
  const table = new Int32Array((rowsPerChunk * outWidth * PIXEL_ENTRY_BYTES) / 4);
  for (let y = 0, at = 0; y < rowsPerChunk; y++)
    for (let x = 0; x < outWidth; x++) {
      table[at++] = y * strideHeight * paddedRowBytes + x * strideWidth * channels * FLOAT;
      table[at++] = y * placing.rowBytes + x * placing.columnBytes;
    }
  const runs = runsOf(job, paddedRowBytes);
  const chunks = Math.ceil(outHeight / rowsPerChunk);
  return {
    window: {
      input,
      imageBytes: height * rowBytes,
      rowBytes,
      height,
      padTop,
      padLeftBytes: padLeft * channels * FLOAT,
      paddedRowBytes,
      direct: direct ? 1 : 0,
      strideHeight,
      extentHeight,
      outHeight,
      outWidth,
      rowsPerChunk,
      chunks,
      pixels: space.integers(table),
    },
    runs,
    items: job.images * chunks,
    scratchBytes: direct ? 0 : ((rowsPerChunk - 1) * strideHeight + extentHeight) * paddedRowBytes + 64,
  };
}
