import type {
  BackendTimingInfo,
  BackendValues,
  DataStorage,
  DataType,
  KernelBackend,
  TensorInfo,
} from "@tensorflow/tfjs";
import type {Handle} from "./handles.js";
import type {Memory} from "./memory.js";
import {sizeOf} from "./shapes.js";
import type {Shim} from "./shim.js";
import type {TensorFlow} from "./tensorFlow.js";

/** TensorFlow.js's name of a tensor's data. */
export type DataId = TensorInfo["dataId"];

/** What PyTorch holds itself; texts and complex numbers stay in JavaScript. */
export type NativeType = "float32" | "int32" | "bool";

/** A result that may never be read is computed when it is: these are its inputs, held alive. */
export interface Pending {
  readonly inputs: readonly Handle[];
  readonly compute: (...inputs: Handle[]) => Handle;
}

interface NativeData {
  readonly kind: "native";
  readonly dtype: NativeType;
  readonly shape: readonly number[];
  refCount: number;
  handle: Handle | undefined;
  pending: Pending | undefined;
  /** What a kernel left for the kernel of its gradient, by name: a max pool's indices, a padded copy. */
  attached: Map<string, Handle> | undefined;
  /** Whether the memory is a filter's, out channel first: see `kernels/filter.ts`. */
  outChannelFirst: boolean;
}

interface HostData {
  readonly kind: "host";
  readonly dtype: DataType;
  readonly shape: readonly number[];
  readonly values: BackendValues;
  refCount: number;
  readonly parts: {readonly real: TensorInfo; readonly imag: TensorInfo} | undefined;
}

export type Data = NativeData | HostData;

export function isNativeType(dtype: DataType): dtype is NativeType {
  return dtype === "float32" || dtype === "int32" || dtype === "bool";
}

/** Tensors of TensorFlow.js whose data PyTorch holds. */
export interface TorchBackend extends KernelBackend {
  readonly shim: Shim;
  readonly memoryOf: Memory;
  /** How often a kernel of the cpu backend had to stand in, by name. */
  readonly fallbacks: Map<string, number>;
  /** The kernels that this tier has none of its own for. */
  readonly standIns: Set<string>;
  /** Makes a complex tensor of two real ones. */
  setComplex(dataId: DataId, shape: number[], real: TensorInfo, imag: TensorInfo): void;
  /** Keeps a temporary handle as a new tensor. */
  output(handle: Handle, shape: readonly number[], dtype: NativeType): TensorInfo;
  /** A new tensor that is computed when it is read: tfjs asks for gradients that nobody looks at. */
  outputLater(pending: Pending, shape: readonly number[]): TensorInfo;
  /** @throws {Error} When the tensor was disposed. */
  dataOf(dataId: DataId): Data;
  /** The same for numbers. */
  nativeOf(dataId: DataId): NativeData;
  /** The native tensor, computed now if it was put off. */
  handleOf(dataId: DataId): Handle;
}

/** The class of the backend, made once TensorFlow.js is there to derive it from. */
export function torchBackendClass(tf: TensorFlow): new (shim: Shim, memory: Memory) => TorchBackend {
  return class extends tf.KernelBackend implements TorchBackend {
    readonly shim: Shim;
    readonly memoryOf: Memory;
    readonly fallbacks = new Map<string, number>();
    readonly standIns = new Set<string>();
    readonly #data: DataStorage<Data>;

    constructor(shim: Shim, memory: Memory) {
      super();
      this.shim = shim;
      this.memoryOf = memory;
      this.#data = new tf.DataStorage<Data>(this, tf.engine());
    }

    override numDataIds(): number {
      return this.#data.numDataIds();
    }

    override write(values: BackendValues, shape: number[], dtype: DataType): DataId {
      const dataId = {};
      this.move(dataId, values, shape, dtype, 1);
      return dataId;
    }

    override move(dataId: DataId, values: BackendValues, shape: number[], dtype: DataType, refCount: number) {
      if (!isNativeType(dtype)) {
        const parts = dtype === "complex64" ? this.#split(values as Float32Array, shape) : undefined;
        this.#data.set(dataId, {kind: "host", dtype, shape, values, refCount, parts});
        return;
      }
      const numbers = asNumbers(values, dtype, sizeOf(shape));
      const mark = this.shim.mark();
      const handle = this.shim.keep(this.memoryOf.from(numbers, shape, dtype));
      this.shim.freeSince(mark);
      this.#data.set(dataId, nativeData(handle, shape, dtype, refCount));
    }

    setComplex(dataId: DataId, shape: number[], real: TensorInfo, imag: TensorInfo): void {
      const parts = {real, imag};
      this.#data.set(dataId, {kind: "host", dtype: "complex64", shape, values: [], refCount: 1, parts});
    }

    output(handle: Handle, shape: readonly number[], dtype: NativeType): TensorInfo {
      const dataId = {};
      this.#data.set(dataId, nativeData(this.shim.keep(handle), shape, dtype, 1));
      return {dataId, shape: [...shape], dtype};
    }

    outputLater(pending: Pending, shape: readonly number[]): TensorInfo {
      const dataId = {};
      const inputs = pending.inputs.map(one => this.shim.keep(this.shim.share(one)));
      const data = nativeData(undefined, shape, "float32", 1);
      data.pending = {...pending, inputs};
      this.#data.set(dataId, data);
      return {dataId, shape: [...shape], dtype: "float32"};
    }

    dataOf(dataId: DataId): Data {
      if (!this.#data.has(dataId) && !isKnown(tf, dataId)) {
        throw new ReferenceError("a tensor must not be disposed before it is used, got a disposed one");
      }
      return this.#data.get(dataId); // moves it here when another backend holds it
    }

    nativeOf(dataId: DataId): NativeData {
      const data = this.dataOf(dataId);
      if (data.kind === "host")
        throw new TypeError(`tensors must hold numbers here, got dtype ${data.dtype}`);
      return data;
    }

    handleOf(dataId: DataId): Handle {
      const data = this.nativeOf(dataId);
      return data.handle ?? this.#force(data);
    }

    override async read(dataId: DataId): Promise<BackendValues> {
      return this.readSync(dataId);
    }

    override readSync(dataId: DataId): BackendValues {
      const data = this.dataOf(dataId);
      if (data.kind === "native") {
        return this.memoryOf.read(data.handle ?? this.#force(data), data.shape, data.dtype);
      }
      if (data.parts === undefined) return data.values;
      const [real, imag] = [data.parts.real, data.parts.imag].map(
        one => this.readSync(one.dataId) as Float32Array,
      );
      return tf.backend_util.mergeRealAndImagArrays(real ?? new Float32Array(), imag ?? new Float32Array());
    }

    override refCount(dataId: DataId): number {
      return this.#data.has(dataId) ? this.#data.get(dataId).refCount : 0;
    }

    override incRef(dataId: DataId): void {
      this.dataOf(dataId).refCount++;
    }

    override disposeData(dataId: DataId, force = false): boolean {
      if (!this.#data.has(dataId)) return true;
      const data = this.#data.get(dataId);
      data.refCount--;
      if (data.refCount > 0 && !force) return false;
      if (data.kind === "native") this.#free(data);
      else if (data.parts !== undefined) {
        for (const one of [data.parts.real, data.parts.imag]) this.disposeData(one.dataId, force);
      }
      this.#data.delete(dataId);
      return true;
    }

    override memory(): {unreliable: boolean} {
      return {unreliable: false};
    }

    override timerAvailable(): boolean {
      return true;
    }

    override async time(work: () => void): Promise<BackendTimingInfo> {
      const start = performance.now();
      work();
      this.memoryOf.waitForDevice();
      return {kernelMs: performance.now() - start};
    }

    override floatPrecision(): 16 | 32 {
      return 32;
    }

    override epsilon(): number {
      return 1e-7;
    }

    override dispose(): void {}

    /** Complex numbers come one after the other, each with its two parts. */
    #split(values: Float32Array, shape: number[]): {real: TensorInfo; imag: TensorInfo} {
      const {real, imag} = tf.backend_util.splitRealAndImagArrays(values);
      const part = (numbers: Float32Array): TensorInfo => {
        return {dataId: this.write(numbers, shape, "float32"), shape, dtype: "float32"};
      };
      return {real: part(real), imag: part(imag)};
    }

    #force(data: NativeData): Handle {
      const {pending, handle} = data;
      if (handle !== undefined) return handle;
      if (pending === undefined)
        throw new Error("torch: a tensor must have data or a computation that gives it");
      const mark = this.shim.mark();
      try {
        const made = this.shim.keep(pending.compute(...pending.inputs));
        data.handle = made;
        data.pending = undefined;
        for (const input of pending.inputs) this.shim.free(input);
        return made;
      } finally {
        this.shim.freeSince(mark);
      }
    }

    #free(data: NativeData): void {
      if (data.handle !== undefined) this.shim.free(data.handle);
      for (const input of data.pending?.inputs ?? []) this.shim.free(input);
      for (const handle of data.attached?.values() ?? []) this.shim.free(handle);
    }
  };
}

function nativeData(
  handle: Handle | undefined,
  shape: readonly number[],
  dtype: NativeType,
  refCount: number,
): NativeData {
  return {
    kind: "native",
    dtype,
    shape,
    refCount,
    handle,
    pending: undefined,
    attached: undefined,
    outChannelFirst: false,
  };
}

/** Whether TensorFlow.js knows this data at all: then another backend holds it. */
function isKnown(tf: TensorFlow, dataId: DataId): boolean {
  const {tensorInfo} = (tf.engine() as unknown as {state: {tensorInfo: WeakMap<object, unknown>}}).state;
  return tensorInfo.has(dataId);
}

function asNumbers(
  values: BackendValues,
  dtype: NativeType,
  size: number,
): Float32Array | Int32Array | Uint8Array {
  const numbers = values as ArrayLike<number>;
  if (numbers.length !== size) {
    throw new RangeError(`torch: values must fill the shape, got ${numbers.length} for ${size} places`);
  }
  if (dtype === "float32")
    return values instanceof Float32Array ? values : Float32Array.from(numbers, Number);
  if (dtype === "int32") return values instanceof Int32Array ? values : Int32Array.from(numbers, Number);
  return values instanceof Uint8Array ? values : Uint8Array.from(numbers, Number);
}
