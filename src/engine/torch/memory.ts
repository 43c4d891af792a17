import type {BackendValues} from "@tensorflow/tfjs";
import type {Handle} from "./handles.js";
import type {TorchLibrary} from "./library.js";
import {ADDRESS} from "./library.js";
import {KEPT_SCALARS} from "./limits.js";
import {sizeOf} from "./shapes.js";
import type {Shim} from "./shim.js";

/** The kinds of number a tensor may hold here. int64 is what PyTorch wants of an index. */
export type NumberKind = "float32" | "int32" | "bool" | "int64";

/** Makes, fills and reads native tensors. */
export class Memory {
  /** PyTorch's number for each kind. */
  readonly code: Readonly<Record<NumberKind, number>>;
  readonly #shim: Shim;
  readonly #device: number;
  readonly #host: number;
  readonly #scalars = new Map<string, Handle>();
  readonly #calls;

  constructor(shim: Shim, library: TorchLibrary, device: string) {
    this.#shim = shim;
    const constant = (name: string): number => shim.function(`aoti_torch_${name}`, "int32_t", [])();
    this.code = {
      float32: constant("dtype_float32"),
      int32: constant("dtype_int32"),
      bool: constant("dtype_bool"),
      int64: constant("dtype_int64"),
    };
    this.#device = constant(`device_type_${device}`);
    this.#host = constant("device_type_cpu");
    const {libc} = library;
    this.#calls = {
      empty: shim.function("aoti_torch_empty_strided", "int", [
        "int64_t",
        ADDRESS,
        ADDRESS,
        "int32_t",
        "int32_t",
        "int32_t",
        ADDRESS,
      ]),
      pointer: shim.function("aoti_torch_get_data_ptr", "int", [ADDRESS, ADDRESS]),
      storageBytes: shim.function("aoti_torch_get_storage_size", "int", [ADDRESS, ADDRESS]),
      offset: shim.function("aoti_torch_get_storage_offset", "int", [ADDRESS, ADDRESS]),
      isContiguous: shim.function("aoti_torch_is_contiguous", "int", [ADDRESS, ADDRESS]),
      isDefined: shim.function("aoti_torch_is_defined", "int", [ADDRESS, ADDRESS]),
      dtype: shim.function("aoti_torch_get_dtype", "int", [ADDRESS, ADDRESS]),
      copy: shim.function("aoti_torch_copy_", "int", [ADDRESS, ADDRESS, "int32_t"]),
      fill: shim.function("aoti_torch_aten_fill__Scalar", "int", [ADDRESS, "double"]),
      contiguous: shim.op("aten::contiguous", "T i"),
      copyIn: shim.function("memcpy", ADDRESS, [ADDRESS, "void *", "size_t"], libc),
      copyOut: shim.function("memcpy", ADDRESS, ["void *", ADDRESS, "size_t"], libc),
    };
  }

  /** A row-major tensor with nothing in it yet. */
  empty(shape: readonly number[], kind: NumberKind, device = this.#device): Handle {
    const {scratch} = this.#shim;
    scratch.reset();
    const rank = shape.length;
    const at = scratch.take(2 * rank + 1);
    let stride = 1;
    for (let i = rank - 1; i >= 0; i--) {
      scratch.setInteger(at + i, shape[i] ?? 0);
      scratch.setInteger(at + rank + i, stride);
      stride *= Math.max(1, shape[i] ?? 0);
    }
    const result = at + 2 * rank;
    const code = this.#calls.empty(
      rank,
      scratch.address(at),
      scratch.address(at + rank),
      this.code[kind],
      device,
      0,
      scratch.address(result),
    );
    this.#shim.check(code, "empty");
    return this.#shim.adopt(result);
  }

  /** A tensor of this device with these values. */
  from(values: ArrayBufferView, shape: readonly number[], kind: NumberKind): Handle {
    const host = this.empty(shape, kind, this.#host);
    if (values.byteLength > 0) this.#calls.copyIn(this.pointer(host), values, values.byteLength);
    if (this.#device === this.#host) return host;
    const there = this.empty(shape, kind);
    this.copyInto(there, host);
    return there;
  }

  /** Reads a tensor in row-major order, wherever and however it lies. */
  read(handle: Handle, shape: readonly number[], kind: "float32" | "int32" | "bool"): BackendValues {
    const size = sizeOf(shape);
    const values =
      kind === "float32"
        ? new Float32Array(size)
        : kind === "int32"
          ? new Int32Array(size)
          : new Uint8Array(size);
    if (size === 0) return values;
    const mark = this.#shim.mark();
    let source = handle;
    if (this.#device !== this.#host) {
      source = this.empty(shape, kind, this.#host);
      this.copyInto(source, handle);
    } else if (!this.isContiguous(handle)) source = this.#calls.contiguous(handle, 0);
    this.#calls.copyOut(values, this.pointer(source), values.byteLength);
    this.#shim.freeSince(mark);
    return values;
  }

  /** GPUs work behind; what is read afterwards has everything before it done. */
  waitForDevice(): void {
    if (this.#device === this.#host) return;
    const mark = this.#shim.mark();
    this.read(this.full([1], 0, "float32"), [1], "float32");
    this.#shim.freeSince(mark);
  }

  full(shape: readonly number[], value: number, kind: NumberKind): Handle {
    return this.fill(this.empty(shape, kind), value);
  }

  fill(handle: Handle, value: number): Handle {
    this.#shim.check(this.#calls.fill(this.#shim.handles.address(handle), value), "fill");
    return handle;
  }

  /** A constant as a 0-dimensional tensor, kept: what stands for a Scalar at the dispatcher's door. */
  scalar(value: number, kind: NumberKind = "float32"): Handle {
    const key = `${kind} ${Object.is(value, -0) ? "-0" : value}`;
    let handle = this.#scalars.get(key);
    if (handle === undefined) {
      handle = this.full([], value, kind);
      if (this.#scalars.size < KEPT_SCALARS) this.#scalars.set(key, this.#shim.keep(handle));
    }
    return handle;
  }

  copyInto(target: Handle, source: Handle): void {
    const {handles} = this.#shim;
    this.#shim.check(this.#calls.copy(handles.address(target), handles.address(source), 0), "copy");
  }

  /** Whether it lies row-major, without gaps. */
  isContiguous(handle: Handle): boolean {
    return this.#ask("isContiguous", handle) % 256 !== 0;
  }

  isDefined(handle: Handle): boolean {
    return this.#ask("isDefined", handle) % 256 !== 0;
  }

  pointer(handle: Handle): number {
    return this.#ask("pointer", handle);
  }

  /** PyTorch's number of the kind it holds. */
  codeOf(handle: Handle): number {
    return this.#ask("dtype", handle) % 2 ** 32;
  }

  /** Where its storage begins: the same for all views of it. */
  storage(handle: Handle): number {
    return this.pointer(handle) - this.#ask("offset", handle) * this.#elementBytes(handle);
  }

  /** Bytes of the storages that live tensors hold, each counted once. */
  bytes(): number {
    const seen = new Set<number>();
    let bytes = 0;
    for (const handle of this.#shim.handles.alive()) {
      if (!this.isDefined(handle)) continue;
      const storage = this.storage(handle);
      if (seen.has(storage)) continue;
      seen.add(storage);
      bytes += this.#ask("storageBytes", handle);
    }
    return bytes;
  }

  #elementBytes(handle: Handle): number {
    const code = this.codeOf(handle);
    return code === this.code.bool ? 1 : code === this.code.int64 ? 8 : 4;
  }

  #ask(
    question: "pointer" | "storageBytes" | "offset" | "isContiguous" | "isDefined" | "dtype",
    handle: Handle,
  ) {
    const {scratch, handles} = this.#shim;
    scratch.reset();
    const slot = scratch.take(1);
    scratch.setInteger(slot, 0);
    this.#shim.check(this.#calls[question](handles.address(handle), scratch.address(slot)), question);
    return scratch.unsigned(slot);
  }
}
