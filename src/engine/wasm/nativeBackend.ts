import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import type {Heap, NativePrograms} from "./pool/nativePrograms.js";

/** What our kernels need of the backend, beside itself. */
export interface Native {
  readonly heap: Heap;
  readonly programs: NativePrograms;
}

const natives = new WeakMap<BackendWasm, Native>();

/** Gives a backend its native programs. */
export function attachNative(backend: BackendWasm, native: Native): void {
  natives.set(backend, native);
}

/** The native programs of a backend. */
export function nativeOf(backend: BackendWasm): Native {
  const native = natives.get(backend);
  if (native === undefined)
    throw new Error("wasm: kernels must run on the backend that useEngine opened, got another one");
  return native;
}

/** A tensor as kernels pass it round. */
export interface Info {
  readonly dataId: object;
  readonly shape: number[];
  readonly dtype: "float32" | "int32" | "bool" | "complex64" | "string";
}

/** Where a tensor's first byte lies. */
export function addressOf(backend: BackendWasm, {dataId}: {readonly dataId: object}): number {
  return backend.dataIdMap.get(dataId).memoryOffset;
}

/** Memory for the length of one kernel. */
export class Workspace {
  private readonly addresses: number[] = [];

  constructor(private readonly heap: Heap) {}

  allocate(bytes: number): number {
    const address = this.heap.allocate(bytes);
    this.addresses.push(address);
    return address;
  }

  /** Integers, with room for as many as are given. */
  integers(values: Int32Array): number {
    const address = this.allocate(values.byteLength);
    new Int32Array(this.heap.memory.buffer, address, values.length).set(values);
    return address;
  }

  /** Numbers, rounded to float32. */
  floats(values: Float64Array): number {
    const address = this.allocate(values.length * 4);
    new Float32Array(this.heap.memory.buffer, address, values.length).set(values);
    return address;
  }

  free(): void {
    for (const address of this.addresses) this.heap.free(address);
  }
}

/** Runs `use` with memory that is given back afterwards, also when it throws. */
export function withWorkspace<T>(backend: BackendWasm, use: (space: Workspace) => T): T {
  const space = new Workspace(nativeOf(backend).heap);
  try {
    return use(space);
  } finally {
    space.free();
  }
}
