import {SLOT_BITS} from "./limits.js";

declare const brand: unique symbol;
/** Names one native tensor. Never its address: C gets addresses from the table alone. */
export type Handle = number & {readonly [brand]: "torch tensor"};

const SLOT_MASK = (1 << SLOT_BITS) - 1;
const GENERATION_MASK = (1 << (30 - SLOT_BITS)) - 1;

/**
 * The native tensors alive, by handle. A handle is a slot and the slot's generation, so one that was freed is
 * recognised when it comes back, and no freed address ever reaches C.
 */
export class HandleTable {
  readonly #free: number[] = [];
  #addresses = new Float64Array(1024);
  #generations = new Uint16Array(1024);
  #used = 0;

  /** Native tensors alive. */
  get size(): number {
    return this.#used - this.#free.length;
  }

  /** Takes over a tensor object that C has made. */
  add(address: number): Handle {
    const slot = this.#free.pop() ?? this.#grow();
    this.#addresses[slot] = address;
    return (((this.#generations[slot] ?? 0) << SLOT_BITS) | slot) as Handle;
  }

  /** @throws {ReferenceError} When the tensor was freed. */
  address(handle: Handle): number {
    const slot = handle & SLOT_MASK;
    const address = this.#addresses[slot];
    if (address === undefined || address === 0 || this.#generations[slot] !== handle >>> SLOT_BITS) {
      throw new ReferenceError(`torch: a tensor's handle must be alive, got ${handle}, which was freed`);
    }
    return address;
  }

  /** Gives the tensor object back to the caller, who frees it. */
  remove(handle: Handle): number {
    const address = this.address(handle);
    const slot = handle & SLOT_MASK;
    this.#addresses[slot] = 0;
    this.#generations[slot] = ((this.#generations[slot] ?? 0) + 1) & GENERATION_MASK;
    this.#free.push(slot);
    return address;
  }

  /** Every handle alive, for counting bytes. */
  *alive(): Generator<Handle> {
    for (let slot = 0; slot < this.#used; slot++) {
      if (this.#addresses[slot] !== 0) {
        yield (((this.#generations[slot] ?? 0) << SLOT_BITS) | slot) as Handle;
      }
    }
  }

  #grow(): number {
    if (this.#used === SLOT_MASK) {
      throw new RangeError(`torch: at most ${SLOT_MASK} tensors can be alive, got one more; dispose some`);
    }
    if (this.#used === this.#addresses.length) {
      const addresses = new Float64Array(2 * this.#used);
      addresses.set(this.#addresses);
      this.#addresses = addresses;
      const generations = new Uint16Array(2 * this.#used);
      generations.set(this.#generations);
      this.#generations = generations;
    }
    return this.#used++;
  }
}
