import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import {ALONE_VALUES} from "../limits.js";
import {LINE_ROWS} from "../native/channels.js";
import {addressOf, type Info, nativeOf, withWorkspace} from "../nativeBackend.js";

/** Values of a small tensor, one for each channel. */
export function channelValues(backend: BackendWasm, info: Info): Float64Array {
  return Float64Array.from(backend.typedArrayFromHeap(info) as Float32Array);
}

/** Rows and channels of a tensor with its channels last. */
export function rowsOf({shape}: Info): {rows: number; channels: number} {
  const channels = shape[shape.length - 1];
  return {rows: shape.slice(0, -1).reduce((product, size) => product * size, 1), channels};
}

interface Line {
  readonly input: Info;
  readonly a: Float64Array;
  readonly other?: Info;
  readonly b?: Float64Array;
  readonly constant: Float64Array;
}

/** `a[c] input + b[c] other + constant[c]` for each value of channel c, written to `out`. */
export function runChannelLine(backend: BackendWasm, line: Line, out: Info): void {
  const {rows, channels} = rowsOf(line.input);
  const {programs} = nativeOf(backend);
  withWorkspace(backend, space => {
    programs.run(
      "channelLine",
      {
        input: addressOf(backend, line.input),
        other: line.other === undefined ? 0 : addressOf(backend, line.other),
        output: addressOf(backend, out),
        rows,
        channels,
        a: space.floats(line.a),
        b: line.b === undefined ? 0 : space.floats(line.b),
        constant: space.floats(line.constant),
      },
      Math.ceil(rows / LINE_ROWS),
      {alone: rows * channels < ALONE_VALUES},
    );
  });
}
