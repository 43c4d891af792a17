import type {Device} from "../engine.js";
import type {Library} from "../native/koffi.js";
import type {Handle} from "./handles.js";
import {HandleTable} from "./handles.js";
import {type Argument, type Arguments, type Kind, parseKinds, requireAlive} from "./kinds.js";
import {ADDRESS, exportsName, type Native, type TorchLibrary} from "./library.js";
import {WRITTEN_FOR} from "./limits.js";
import {Scratch} from "./scratch.js";
import {StackWriter} from "./stackWriter.js";
import {readableMessage, TorchError} from "./torchError.js";

const TYPED: Readonly<Record<"T" | "i" | "b" | "d", string>> = {
  T: ADDRESS,
  i: "int64_t",
  b: "int32_t",
  d: "double",
};

/**
 * PyTorch's operators through its C interface (torch/csrc/stable/c/shim.h, stable from 2.10). Two doors: `op` reaches
 * any operator of the dispatcher, whose arguments follow the schema, defaults included, except those with a C++ Scalar;
 * `typed` reaches the generated functions, which are quicker and take Scalars as doubles, but are few. Results are
 * handles of `handles`; those made since a mark can be freed together, so that an error leaks nothing.
 */
export class Shim {
  readonly handles = new HandleTable();
  readonly scratch: Scratch;
  /** Where memcpy and malloc are. */
  readonly libc: Library;
  readonly #library: TorchLibrary;
  readonly #device: Device;
  readonly #version: number;
  readonly #own: Native;
  readonly #delete: Native;
  readonly #lastError: () => unknown;
  readonly #strings = new Map<string, number>();
  /** Handles that nobody has kept yet, in the order in which they were made. */
  #temporary: Handle[] = [];

  constructor(library: TorchLibrary, device: Device) {
    this.#library = library;
    this.libc = library.libc;
    this.#device = device;
    this.scratch = new Scratch(library);
    const running = Number(this.function("aoti_torch_abi_version", ADDRESS, [])());
    this.#version = Math.min(running, WRITTEN_FOR);
    this.#own = this.function("aoti_torch_new_tensor_handle", "int", [ADDRESS, ADDRESS]);
    this.#delete = this.function("aoti_torch_delete_tensor_object", "int", [ADDRESS]);
    this.#lastError = this.has("torch_exception_get_what_without_backtrace")
      ? this.function("torch_exception_get_what_without_backtrace", "str", [])
      : () => "PyTorch refused it, see standard error"; // before 2.13
  }

  /** A function of the C interface. */
  function(name: string, result: string, types: readonly string[], from = this.#library.main): Native {
    return from.func(name, result, [...types]) as unknown as Native;
  }

  /** Whether the library exports this name. */
  has(name: string): boolean {
    return exportsName(this.#library.main, name);
  }

  /** Throws what C++ has thrown, when a call's return code says so. */
  check(code: number, operator: string): void {
    if (code === 0) return;
    throw new TorchError(operator, readableMessage(String(this.#lastError())));
  }

  /** A second handle of the same tensor; costs no copy. */
  share(handle: Handle): Handle {
    this.scratch.reset();
    const slot = this.scratch.take(1);
    this.check(this.#own(this.handles.address(handle), this.scratch.address(slot)), "share");
    return this.adopt(slot);
  }

  free(handle: Handle): void {
    this.check(this.#delete(this.handles.remove(handle)), "free");
  }

  /** The tensor object whose address C has left in a slot becomes a temporary handle. */
  adopt(slot: number): Handle {
    const handle = this.handles.add(this.scratch.unsigned(slot));
    this.#temporary.push(handle);
    return handle;
  }

  /** Keeps a handle beyond `freeSince`; its keeper frees it. */
  keep(handle: Handle): Handle {
    const at = this.#temporary.lastIndexOf(handle);
    if (at < 0) throw new Error(`torch: only a temporary handle can be kept, got ${handle}`);
    this.#temporary.splice(at, 1);
    return handle;
  }

  /** How many temporary handles there are: give it to `freeSince` later. */
  mark(): number {
    return this.#temporary.length;
  }

  freeSince(mark: number): void {
    while (this.#temporary.length > mark) {
      const handle = this.#temporary.pop();
      if (handle !== undefined) this.free(handle);
    }
  }

  /** An operator with one result: `op("aten::sum.dim_IntList", "T L? b i?")`. */
  op<S extends string>(name: string, signature: S): (...values: Arguments<S>) => Handle {
    const call = this.#dispatched(name, signature, 1);
    return (...values) => this.adopt(call(values as readonly Argument[]));
  }

  /** An operator with several results. */
  ops<S extends string>(name: string, signature: S, results: number): (...values: Arguments<S>) => Handle[] {
    const call = this.#dispatched(name, signature, results);
    return (...values) => this.#adoptAll(call(values as readonly Argument[]), results);
  }

  /** An operator that changes its arguments and returns nothing. */
  effect<S extends string>(name: string, signature: S): (...values: Arguments<S>) => void {
    const call = this.#dispatched(name, signature, 0);
    return (...values) => {
      call(values as readonly Argument[]);
    };
  }

  /** A generated function with one result: `typed("add_Tensor", "T T d")` is `aoti_torch_cpu_add_Tensor`. */
  typed<S extends string>(name: string, signature: S): (...values: Arguments<S>) => Handle {
    const call = this.#generated(name, signature, 1);
    return (...values) => this.adopt(call(values as readonly Argument[]));
  }

  /** A generated function with several results. */
  typeds<S extends string>(
    name: string,
    signature: S,
    results: number,
  ): (...values: Arguments<S>) => Handle[] {
    const call = this.#generated(name, signature, results);
    return (...values) => this.#adoptAll(call(values as readonly Argument[]), results);
  }

  /** A generated function that writes into its first argument. */
  typedEffect<S extends string>(name: string, signature: S): (...values: Arguments<S>) => void {
    const call = this.#generated(name, signature, 0);
    return (...values) => {
      call(values as readonly Argument[]);
    };
  }

  /** Address of a text in C memory, kept for good: names of operators and modes. */
  text(value: string): number {
    let address = this.#strings.get(value);
    if (address === undefined) {
      const bytes = Buffer.from(`${value}\0`);
      const calloc = this.function("calloc", ADDRESS, ["size_t", "size_t"], this.libc);
      const copy = this.function("memcpy", ADDRESS, [ADDRESS, "void *", "size_t"], this.libc);
      address = calloc(1, bytes.length);
      copy(address, bytes, bytes.length);
      this.#strings.set(value, address);
    }
    return address;
  }

  #adoptAll(slot: number, results: number): Handle[] {
    return Array.from({length: results}, (_, i) => this.adopt(slot + i));
  }

  /** Calls an operator by name; returns the slot of its first result. */
  #dispatched(name: string, signature: string, results: number): (values: readonly Argument[]) => number {
    const kinds = parseKinds(signature);
    const [operator = "", overload = ""] = name.split(".");
    const slots = Math.max(kinds.length, results);
    const {scratch} = this;
    let call: (stack: number) => number = stack => {
      const [first, second] = [this.text(operator), this.text(overload)];
      const dispatch = this.function("torch_call_dispatcher", "int", [ADDRESS, ADDRESS, ADDRESS, ADDRESS]);
      call = at => dispatch(first, second, at, this.#version);
      return call(stack);
    };
    const writer = new StackWriter(this, this.#own);
    return values => {
      requireAlive(this.handles, kinds, values);
      scratch.reset();
      const stack = scratch.take(slots);
      for (let i = 0; i < kinds.length; i++) writer.write(stack + i, kinds[i] as Kind, values[i] ?? null);
      this.check(call(scratch.address(stack)), name);
      return stack;
    };
  }

  /** Calls a generated function; arguments are borrowed, results come through pointers. */
  #generated(name: string, signature: string, results: number): (values: readonly Argument[]) => number {
    const kinds = parseKinds(signature);
    const generic = name.startsWith("aten_");
    const symbol = `aoti_torch_${generic ? "" : `${this.#device}_`}${name}`;
    const types = kinds.flatMap(({letter, optional}) => {
      if (letter === "L" || letter === "M" || letter === "TL") return [ADDRESS, "int64_t"];
      return [optional || letter === "S" || letter === "OL" ? ADDRESS : TYPED[letter]];
    });
    for (let i = 0; i < results; i++) types.push(ADDRESS);
    let native: Native = (...values) => {
      native = this.function(symbol, "int", types, generic ? this.#library.main : this.#library.kernels);
      return native(...values);
    };
    const {scratch} = this;
    return values => {
      scratch.reset();
      const slot = scratch.take(results);
      const passed: number[] = [];
      for (let i = 0; i < kinds.length; i++) this.#pass(passed, kinds[i] as Kind, values[i] ?? null);
      for (let i = 0; i < results; i++) passed.push(scratch.address(slot + i));
      this.check(native(...passed), name);
      return slot;
    };
  }

  #pass(passed: number[], {letter, optional}: Kind, value: Argument): void {
    const {scratch, handles} = this;
    if (letter === "L" || letter === "M" || letter === "TL") {
      const list = (value ?? []) as readonly (number | boolean)[];
      const at = scratch.take(Math.max(1, list.length));
      for (let i = 0; i < list.length; i++) {
        if (letter === "L") scratch.setInteger(at + i, Number(list[i]));
        else if (letter === "M") scratch.setInt32(at, i, Number(list[i]));
        else scratch.setInteger(at + i, handles.address(list[i] as Handle));
      }
      passed.push(value === null ? 0 : scratch.address(at), list.length);
    } else if (letter === "S") passed.push(this.text(String(value)));
    else if (value === null) passed.push(0);
    else if (!optional) passed.push(letter === "T" ? handles.address(value as Handle) : Number(value));
    else {
      const at = scratch.take(1);
      if (letter === "d") scratch.setDouble(at, Number(value));
      else scratch.setInteger(at, letter === "T" ? handles.address(value as Handle) : Number(value));
      passed.push(scratch.address(at));
    }
  }
}
