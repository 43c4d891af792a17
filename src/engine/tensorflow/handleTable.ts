/** A tensor that is alive. */
interface Entry {
  readonly address: number;
  readonly bytes: number;
}

/**
 * The native tensors alive. Kernels know them by numbers that are never used twice, so one that was freed is recognised when it
 * comes back, and no freed address ever reaches C.
 */
export class HandleTable {
  readonly #entries = new Map<number, Entry>();
  #next = 1;
  #bytes = 0;

  get size(): number {
    return this.#entries.size;
  }

  /** Bytes of all tensors; two that share memory (a reshape and its origin) count twice. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Takes over a tensor handle. */
  add(address: number, bytes: number): number {
    const id = this.#next++;
    this.#entries.set(id, {address, bytes});
    this.#bytes += bytes;
    return id;
  }

  /** @throws {ReferenceError} When the tensor was freed, or never was. */
  address(id: number): number {
    const entry = this.#entries.get(id);
    if (entry === undefined) {
      throw new ReferenceError(`tensorflow: a tensor must not be used after dispose(), got number ${id}`);
    }
    return entry.address;
  }

  /** Gives the handle back to the caller, who deletes it; undefined when it is gone already. */
  remove(id: number): number | undefined {
    const entry = this.#entries.get(id);
    if (entry === undefined) return undefined;
    this.#entries.delete(id);
    this.#bytes -= entry.bytes;
    return entry.address;
  }
}
