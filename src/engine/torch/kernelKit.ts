import type {DataType, TensorInfo} from "@tensorflow/tfjs";
import {isNativeType, type NativeType, type TorchBackend} from "./backend.js";
import {type KernelInputs, runOnCpu} from "./fallback.js";
import type {Handle} from "./handles.js";
import type {Memory} from "./memory.js";
import type {Operators} from "./operators.js";
import type {Shim} from "./shim.js";
import type {TensorFlow} from "./tensorFlow.js";

type Kernel<Inputs, Attributes> = (inputs: Inputs, attributes: Attributes) => TensorInfo | TensorInfo[];

/** What a kernel is written with: its inputs as handles, PyTorch's operators, its outputs as tensors. */
export class KernelKit {
  readonly tf: TensorFlow;
  readonly backend: TorchBackend;
  readonly shim: Shim;
  readonly memory: Memory;
  readonly aten: Operators;
  readonly #backendName: string;
  readonly #kernels = new Map<string, (inputs: unknown, attributes: unknown) => TensorInfo | TensorInfo[]>();

  constructor(tf: TensorFlow, backend: TorchBackend, aten: Operators, backendName: string) {
    this.tf = tf;
    this.backend = backend;
    this.shim = backend.shim;
    this.memory = backend.memoryOf;
    this.aten = aten;
    this.#backendName = backendName;
  }

  /** Registers a kernel. Handles that it leaves behind are freed, whether it returns or throws. */
  add<Inputs, Attributes = Record<string, never>>(name: string, kernel: Kernel<Inputs, Attributes>): void {
    const {shim} = this;
    const guarded = (inputs: unknown, attributes: unknown) => {
      const mark = shim.mark();
      try {
        return kernel(inputs as Inputs, attributes as Attributes);
      } catch (error) {
        throw named(name, error);
      } finally {
        shim.freeSince(mark);
      }
    };
    this.#kernels.set(name, guarded);
    this.tf.registerKernel({
      kernelName: name,
      backendName: this.#backendName,
      kernelFunc: ({inputs, attrs}) => guarded(inputs, attrs),
    });
  }

  has(name: string): boolean {
    return this.#kernels.has(name);
  }

  /** Runs another kernel of this backend; with one output. */
  run(name: string, inputs: KernelInputs, attributes: object = {}): TensorInfo {
    const kernel = this.#kernels.get(name);
    if (kernel === undefined) throw new Error(`torch: kernel ${name} must be registered before it is used`);
    const [first] = [kernel(inputs, attributes)].flat();
    if (first === undefined) throw new Error(`torch: kernel ${name} must have an output`);
    return first;
  }

  /** Lets the cpu backend's kernel compute; with one output. */
  fallback(name: string, inputs: KernelInputs, attributes: object = {}): TensorInfo {
    const [first] = this.fallbackAll(name, inputs, attributes);
    if (first === undefined) throw new Error(`torch: kernel ${name} must have an output`);
    return first;
  }

  fallbackAll(name: string, inputs: KernelInputs, attributes: object = {}): TensorInfo[] {
    return [runOnCpu(this.tf, this.backend, name, inputs, attributes)].flat();
  }

  /** The native tensor behind an input. */
  handle(x: TensorInfo): Handle {
    return this.backend.handleOf(x.dataId);
  }

  /** The same as float32, for operators that know nothing else. */
  float(x: TensorInfo): Handle {
    return this.as(this.handle(x), x.dtype, "float32");
  }

  /** Converts between kinds of number. */
  as(handle: Handle, from: DataType, to: NativeType | "int64"): Handle {
    return from === to ? handle : this.aten.to(handle, this.memory.code[to], false, false, null);
  }

  /** The kind of number of an input. */
  native({dtype}: TensorInfo): NativeType {
    if (!isNativeType(dtype)) throw new TypeError(`tensors must hold numbers here, got dtype ${dtype}`);
    return dtype;
  }

  output(handle: Handle, shape: readonly number[], dtype: DataType = "float32"): TensorInfo {
    if (!isNativeType(dtype)) throw new TypeError(`results must be numbers, got dtype ${dtype}`);
    return this.backend.output(handle, shape, dtype);
  }

  /** An output that shows another tensor's data under a shape of its own. */
  shared(x: TensorInfo, shape: readonly number[] = x.shape, dtype: DataType = x.dtype): TensorInfo {
    this.backend.incRef(x.dataId);
    return {dataId: x.dataId, shape: [...shape], dtype};
  }

  /** Frees a tensor that a kernel has made on the way. */
  drop(x: TensorInfo): void {
    this.backend.disposeData(x.dataId);
  }
}

/** The same error with the operation's name in front; plain ones are TensorFlow.js's own, and complete. */
function named(kernel: string, error: unknown): unknown {
  if (error instanceof Error && error.constructor !== Error && !error.message.startsWith("tf.")) {
    error.message = `tf.${kernel[0]?.toLowerCase() ?? ""}${kernel.slice(1)}: ${error.message}`;
  }
  return error;
}
