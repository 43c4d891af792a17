import type {CLibrary} from "./library.js";
import {SCRATCH_SLOTS} from "./limits.js";

const TWO32 = 2 ** 32;

/**
 * A block of C memory in slots of 8 bytes, seen through typed arrays: lists and results pass through it without a BigInt and
 * without an object for each. A call writes what it needs from slot 0 on.
 */
export class Scratch {
  readonly start: number;
  readonly #words: Uint32Array;

  constructor({koffi, calloc}: CLibrary) {
    this.start = calloc(SCRATCH_SLOTS, 8);
    // Seen once for good: a view for each call would let the process grow.
    this.#words = new Uint32Array(koffi.view(this.start, 8 * SCRATCH_SLOTS));
  }

  address(slot: number): number {
    return this.start + 8 * slot;
  }

  /** An unsigned integer below 2^53: addresses. */
  unsigned(slot: number): number {
    return (this.#words[2 * slot + 1] ?? 0) * TWO32 + (this.#words[2 * slot] ?? 0);
  }

  /** The low 32 bits, signed. */
  int32(slot: number): number {
    return (this.#words[2 * slot] ?? 0) | 0;
  }

  /** An integer of up to 53 bits and its sign. */
  setInteger(slot: number, value: number): void {
    this.#words[2 * slot] = value >>> 0;
    this.#words[2 * slot + 1] = Math.floor(value / TWO32) >>> 0;
  }

  /** A list of int64_t from `slot` on; returns its address. */
  integers(values: readonly number[], slot = 0): number {
    if (values.length > SCRATCH_SLOTS - slot) {
      throw new RangeError(
        `tensorflow: a list must have at most ${SCRATCH_SLOTS} numbers, got ${values.length}`,
      );
    }
    for (let i = 0; i < values.length; i++) this.setInteger(slot + i, values[i] ?? 0);
    return this.address(slot);
  }
}
