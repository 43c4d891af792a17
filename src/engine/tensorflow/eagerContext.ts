import type {Device} from "../engine.js";
import {type Attribute, setAttribute} from "./attributes.js";
import {bindCalls, type Calls} from "./calls.js";
import {contextConfig} from "./contextConfig.js";
import type {CLibrary} from "./library.js";
import {SCRATCH_SLOTS} from "./limits.js";
import {Scratch} from "./scratch.js";
import {TensorflowError} from "./tensorflowError.js";

/**
 * TensorFlow as it runs one operation at a time. Tensor handles are addresses here; whoever gets one deletes it.
 */
export class EagerContext {
  readonly library: CLibrary;
  readonly calls: Calls;
  readonly scratch: Scratch;
  readonly version: string;
  /** Kinds of device: CPU, GPU. */
  readonly devices: ReadonlySet<string>;
  /** The one TF_Status that every call writes. */
  readonly status: number;
  readonly #context: number;
  readonly #texts = new Map<string, number>();
  /** How many results there may be, how many there are: an int in C memory. */
  readonly #resultCount: number;

  /** @throws {TensorflowError} When TensorFlow does not start. */
  constructor(library: CLibrary, threads: number, device: Device) {
    this.library = library;
    this.calls = bindCalls(library);
    this.scratch = new Scratch(library);
    this.#resultCount = library.calloc(1, 8);
    const {calls} = this;
    this.version = calls.version();
    this.status = calls.newStatus();
    const options = calls.newOptions();
    try {
      const config = contextConfig(threads, device);
      calls.setConfig(options, config, config.length, this.status);
      this.check("threads and devices");
      this.#context = calls.newContext(options, this.status);
      this.check("start");
    } finally {
      calls.deleteOptions(options);
    }
    this.devices = this.#listDevices();
  }

  /** Throws what the last call reported. */
  check(operation: string): void {
    const code = this.calls.code(this.status);
    if (code !== 0) throw new TensorflowError(operation, code, this.calls.message(this.status));
  }

  /** Address of a text in C memory, kept for good: names of operations, attributes and their values. */
  text(value: string): number {
    let address = this.#texts.get(value);
    if (address === undefined) {
      const bytes = Buffer.from(`${value}\0`);
      address = this.library.calloc(1, bytes.length);
      this.library.copyIn(address, bytes, bytes.length);
      this.#texts.set(value, address);
    }
    return address;
  }

  /**
   * Runs an operation.
   *
   * @param inputs  Handles; still the caller's.
   * @param most  Results there may be.
   * @returns A handle for each result.
   */
  execute(name: string, attributes: readonly Attribute[], inputs: readonly number[], most: number): number[] {
    const {calls, status} = this;
    const operation = calls.newOp(this.#context, this.text(name), status);
    this.check(name);
    try {
      for (const input of inputs) {
        calls.addInput(operation, input, status);
        this.check(name);
      }
      for (const attribute of attributes) setAttribute(this, operation, attribute);
      return this.#run(name, operation, most);
    } finally {
      calls.deleteOp(operation);
    }
  }

  #run(name: string, operation: number, most: number): number[] {
    const {calls, scratch, library} = this;
    // The last slot is the count, the results come before it; where they do not fit, memory of their own.
    const fits = most < SCRATCH_SLOTS;
    const at = fits ? scratch.address(1) : library.calloc(most, 8);
    const count = fits ? scratch.address(0) : this.#resultCount;
    if (fits) scratch.setInteger(0, most);
    else library.copyIn(count, Int32Array.of(most), 4);
    try {
      calls.execute(operation, at, count, this.status);
      this.check(name);
      if (fits) return Array.from({length: scratch.int32(0)}, (_, i) => scratch.unsigned(1 + i));
      const [found = 0] = this.#read(count, 1);
      return this.#read(at, found % 2 ** 32);
    } finally {
      if (!fits) library.free(at);
    }
  }

  #read(address: number, count: number): number[] {
    const values = new BigUint64Array(count);
    this.library.copyOut(values, address, values.byteLength);
    return Array.from(values, Number);
  }

  #listDevices(): ReadonlySet<string> {
    const {calls, status} = this;
    const list = calls.listDevices(this.#context, status);
    this.check("list of devices");
    const kinds = Array.from({length: calls.deviceCount(list)}, (_, i) => calls.deviceType(list, i, status));
    calls.deleteDevices(list);
    return new Set(kinds);
  }
}
