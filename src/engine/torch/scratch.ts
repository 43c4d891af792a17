import type {TorchLibrary} from "./library.js";
import {SCRATCH_SLOTS} from "./limits.js";

const TWO32 = 2 ** 32;

/**
 * A block of C memory in slots of 8 bytes, seen through typed arrays: arguments and results pass through it without a
 * BigInt and without an object. Every call starts it afresh.
 */
export class Scratch {
  /** Address of slot 0. */
  readonly start: number;
  readonly #u32: Uint32Array;
  readonly #i32: Int32Array;
  readonly #f64: Float64Array;
  #next = 0;

  constructor({koffi, libc}: TorchLibrary) {
    const calloc = libc.func("calloc", "uint64_t", ["size_t", "size_t"]);
    this.start = Number(calloc(SCRATCH_SLOTS, 8));
    const memory = koffi.view(this.start, 8 * SCRATCH_SLOTS);
    this.#u32 = new Uint32Array(memory);
    this.#i32 = new Int32Array(memory);
    this.#f64 = new Float64Array(memory);
  }

  /** The number of a run of slots that is free until the next `reset`. */
  take(slots: number): number {
    const slot = this.#next;
    this.#next += slots;
    if (this.#next > SCRATCH_SLOTS) {
      throw new RangeError(
        `torch: arguments of a call must fit into ${SCRATCH_SLOTS} slots, got ${this.#next}`,
      );
    }
    return slot;
  }

  reset(): void {
    this.#next = 0;
  }

  address(slot: number): number {
    return this.start + 8 * slot;
  }

  /** An unsigned integer below 2^53: addresses, sizes. */
  unsigned(slot: number): number {
    return (this.#u32[2 * slot + 1] ?? 0) * TWO32 + (this.#u32[2 * slot] ?? 0);
  }

  /** The low byte: C++'s bool. */
  flag(slot: number): boolean {
    return ((this.#u32[2 * slot] ?? 0) & 255) !== 0;
  }

  setInteger(slot: number, value: number): void {
    this.#u32[2 * slot] = value >>> 0;
    this.#u32[2 * slot + 1] = Math.floor(value / TWO32) >>> 0;
  }

  /** 32 bits each: what C calls an array of int32_t. */
  setInt32(slot: number, index: number, value: number): void {
    this.#i32[2 * slot + index] = value;
  }

  setDouble(slot: number, value: number): void {
    this.#f64[slot] = value;
  }

  double(slot: number): number {
    return this.#f64[slot] ?? Number.NaN;
  }
}
