import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import {ALONE_FLOPS, CHUNK_BYTES, FILTER_SHARES_PER_THREAD, FORWARD_CHUNK_BYTES} from "../limits.js";
import {COLUMNS} from "../native/convolve.js";
import {ROWS, TILE_BYTES} from "../native/filterGradient.js";
import {nativeOf, type Workspace} from "../nativeBackend.js";
import {type WindowJob, windowArguments} from "./windowArguments.js";

const FLOAT = 4;

/** Matrices of a filter, in panels of 8 columns. */
export interface Panels {
  readonly address: number;
  readonly panelBytes: number;
  readonly columns: number;
}

/** A matrix to pack: `rows` x `columns`, with the bytes from one to the next. */
export interface Matrix {
  readonly address: number;
  readonly rows: number;
  readonly columns: number;
  readonly rowBytes: number;
  readonly columnBytes: number;
}

/** Packs matrices with equally many columns one below the other. */
export function packMatrices(backend: BackendWasm, space: Workspace, matrices: readonly Matrix[]): Panels {
  const {programs} = nativeOf(backend);
  const [{columns}] = matrices;
  const depth = matrices.reduce((sum, {rows}) => sum + rows, 0);
  const count = Math.ceil(columns / COLUMNS);
  const panelBytes = depth * COLUMNS * FLOAT;
  const address = space.allocate(count * panelBytes);
  let target = address;
  for (const {address: source, rows, rowBytes, columnBytes} of matrices) {
    programs.run(
      "packPanels",
      {source, depth: rows, columns, depthBytes: rowBytes, columnBytes, target, panelBytes},
      count,
      {alone: true},
    );
    target += rows * COLUMNS * FLOAT;
  }
  return {address, panelBytes, columns};
}

/** Where a convolution writes. */
export interface Target {
  readonly address: number;
  readonly imageBytes: number;
  readonly rowBytes: number;
  readonly columnBytes: number;
  /** Address of the start values, one for each output channel; zeros unless given. */
  readonly bias?: number;
  readonly relu?: boolean;
}

/** Convolves images at `input` with packed filters. */
export function runConvolution(
  backend: BackendWasm,
  space: Workspace,
  input: number,
  job: WindowJob,
  panels: Panels,
  target: Target,
): void {
  const {programs, heap} = nativeOf(backend);
  const {window, runs, items, scratchBytes} = windowArguments(space, input, job, target, {
    chunkBytes: FORWARD_CHUNK_BYTES,
    atLeast: programs.threads === 1 ? 1 : 2 * programs.threads,
  });
  const flops =
    2 * job.images * job.outHeight * job.outWidth * runs.offsets.length * runs.length * panels.columns;
  const padded = Math.ceil(panels.columns / COLUMNS) * COLUMNS;
  const bias = space.allocate(padded * FLOAT);
  const start = new Float32Array(heap.memory.buffer, bias, padded).fill(0);
  if (target.bias !== undefined) start.set(new Float32Array(heap.memory.buffer, target.bias, panels.columns));
  programs.run(
    "convolve",
    {
      ...window,
      runs: space.integers(runs.offsets),
      runCount: runs.offsets.length,
      runLength: runs.length,
      panels: panels.address,
      panelBytes: panels.panelBytes,
      outChannels: panels.columns,
      bias,
      output: target.address,
      outImageBytes: target.imageBytes,
      outRowBytes: target.rowBytes,
      relu: target.relu === true ? 1 : 0,
    },
    items,
    {scratchBytes, alone: flops < ALONE_FLOPS},
  );
}

/** Sums over all pixels of `window value x gradient`, written as [window values, columns]. */
export function runFilterGradient(
  backend: BackendWasm,
  space: Workspace,
  input: number,
  job: WindowJob,
  gradient: {readonly address: number; readonly columns: number},
  output: number,
): void {
  const {programs} = nativeOf(backend);
  const {columns} = gradient;
  const columnBytes = columns * FLOAT;
  const rowBytes = job.outWidth * columnBytes;
  const {window, runs, scratchBytes} = windowArguments(
    space,
    input,
    job,
    {rowBytes, columnBytes},
    {chunkBytes: CHUNK_BYTES},
  );
  const groupsPerRun = Math.ceil(runs.length / ROWS);
  const groups = Int32Array.from(
    {length: runs.offsets.length * groupsPerRun},
    (_, group) => runs.offsets[Math.floor(group / groupsPerRun)] + (group % groupsPerRun) * ROWS * FLOAT,
  );
  const panels = Math.ceil(columns / COLUMNS);
  const sums = space.allocate(groups.length * panels * TILE_BYTES);
  const flops = 2 * job.images * job.outHeight * job.outWidth * runs.offsets.length * runs.length * columns;
  programs.run(
    "filterGradient",
    {
      ...window,
      images: job.images,
      groups: space.integers(groups),
      panels,
      gradient: gradient.address,
      gradientImageBytes: job.outHeight * rowBytes,
      gradientRowBytes: rowBytes,
      pixelBytes: columnBytes,
      sums,
    },
    groups.length * panels,
    {scratchBytes, sharesPerThread: FILTER_SHARES_PER_THREAD, alone: flops < ALONE_FLOPS},
  );
  programs.run(
    "unpackGradient",
    {sums, panels, runLength: runs.length, groupsPerRun, outChannels: columns, output},
    groups.length,
    {alone: true},
  );
}
