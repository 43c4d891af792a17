import type {KernelConfig} from "@tensorflow/tfjs";
import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import {type Info, nativeOf} from "../nativeBackend.js";

/** Repeats a tensor along its axes by copying whole stretches; strings take the backend's own kernel, `stock`. */
export function tileConfig(stock: KernelConfig): KernelConfig {
  return {
    kernelName: "Tile",
    backendName: "wasm",
    kernelFunc: params => {
      const {x} = params.inputs;
      const {reps} = params.attrs as {reps: number[]};
      if (x === undefined || x.dtype === "string" || reps.length !== x.shape.length || x.shape.length === 0)
        return stock.kernelFunc(params);
      const backend = params.backend as BackendWasm;
      const out = backend.makeOutput(
        x.shape.map((size, axis) => size * reps[axis]),
        x.dtype,
      ) as Info;
      repeat(backend, x as Info, reps, out);
      return out;
    },
  };
}

function repeat(backend: BackendWasm, x: Info, reps: readonly number[], out: Info): void {
  const source = backend.typedArrayFromHeap(x);
  const target = backend.typedArrayFromHeap(out);
  if (target.length === 0) return;
  const bytes = new Uint8Array(nativeOf(backend).heap.memory.buffer);
  const unit = target.BYTES_PER_ELEMENT;
  /** Writes the part of the result that begins at this axis; returns its length. */
  const write = (axis: number, from: number, to: number): number => {
    if (axis === x.shape.length) {
      target[to] = source[from];
      return 1;
    }
    const inner = x.shape.slice(axis + 1).reduce((product, size) => product * size, 1);
    const plain = reps.slice(axis + 1).every(rep => rep === 1);
    let length = 0;
    if (plain) {
      length = x.shape[axis] * inner;
      target.set(source.subarray(from, from + length), to);
    } else for (let i = 0; i < x.shape[axis]; i++) length += write(axis + 1, from + i * inner, to + length);
    const start = target.byteOffset + to * unit;
    for (let rep = 1; rep < reps[axis]; rep++)
      bytes.copyWithin(start + rep * length * unit, start, start + length * unit);
    return length * reps[axis];
  };
  write(0, 0, 0);
}
