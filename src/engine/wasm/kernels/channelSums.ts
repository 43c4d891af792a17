import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import {ALONE_VALUES, CHANNEL_CHUNK_BYTES} from "../limits.js";
import {nativeOf, type Workspace} from "../nativeBackend.js";

const FLOAT = 4;
const VECTOR = 4;

/** Images as groups of rows of channels. */
interface Rows {
  readonly groups: number;
  readonly rows: number;
  readonly channels: number;
}

/** Sums of the chunks of rows, which have the same size however many threads there are. */
export interface Partial {
  readonly chunks: number;
  readonly rowsPerChunk: number;
  /** One part of one chunk. */
  part(group: number, chunk: number, part: number): Float32Array;
}

/** Runs one of the programs that sum over rows. */
export function runChannelSums(
  backend: BackendWasm,
  space: Workspace,
  name: "columnSums" | "columnMoments" | "columnProducts",
  addresses: {readonly input: number; readonly other?: number; readonly mean?: number},
  {groups, rows, channels}: Rows,
): Partial {
  const {programs, heap} = nativeOf(backend);
  const padded = Math.ceil(channels / VECTOR) * VECTOR;
  const rowsPerChunk = Math.max(1, Math.floor(CHANNEL_CHUNK_BYTES / (channels * FLOAT)));
  const chunks = Math.ceil(rows / rowsPerChunk);
  const parts = name === "columnSums" ? 1 : 2;
  const partial = space.allocate(groups * chunks * parts * padded * FLOAT);
  const {input, other = 0, mean = 0} = addresses;
  programs.run(
    name,
    {input, other, rows, channels, rowsPerChunk, chunks, partial, partBytes: padded * FLOAT, mean},
    groups * chunks,
    {alone: groups * rows * channels < ALONE_VALUES},
  );
  return {
    chunks,
    rowsPerChunk,
    part: (group, chunk, part) =>
      new Float32Array(
        heap.memory.buffer,
        partial + ((group * chunks + chunk) * parts + part) * padded * FLOAT,
        channels,
      ),
  };
}

/** Adds one part over the chunks of a group, in Float64 and always in the same order. */
export function addChunks(partial: Partial, group: number, part: number, channels: number): Float64Array {
  const sums = new Float64Array(channels);
  for (let chunk = 0; chunk < partial.chunks; chunk++) {
    const values = partial.part(group, chunk, part);
    for (let c = 0; c < channels; c++) sums[c] += values[c];
  }
  return sums;
}
