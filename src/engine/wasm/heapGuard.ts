import {EngineError} from "../engine.js";
import {HEAP_RESERVE_BYTES} from "./limits.js";

/** The backend's allocator, as Emscripten exports it. */
export interface Allocator {
  /** Address as a signed number; 0 when there is no room. */
  _malloc(bytes: number): number;
  _free(address: number): void;
}

/** What an address in WebAssembly's 32 bits can reach; the backend's build stops a page below. */
export const HEAP_LIMIT_BYTES = 4294901760;

const REMEDY =
  "use a smaller batch or smaller images, dispose of tensors you keep, or take the torch engine, which has no such limit (`npx kernelbook engine install torch`)";

/**
 * Counts what the backend hands out and refuses before it runs out: left alone, it gives tensors the address 0 and ends
 * the process at the next operation.
 */
export class HeapGuard {
  private readonly sizes = new Map<number, number>();
  private readonly malloc: (bytes: number) => number;
  private readonly release: (address: number) => void;
  /** Bytes handed out and not given back. */
  bytes = 0;

  /** Puts the guard between the backend and its allocator. */
  constructor(allocator: Allocator) {
    // Emscripten's functions replace themselves at their first call, which must be over.
    allocator._free(allocator._malloc(1));
    this.malloc = allocator._malloc.bind(allocator);
    this.release = allocator._free.bind(allocator);
    allocator._malloc = bytes => this.allocate(bytes);
    allocator._free = address => this.free(address);
  }

  /** @throws {EngineError} When there is no room: how much was wanted, how much is in use, the limit, what to do. */
  allocate(bytes: number): number {
    const fits = this.bytes + bytes <= HEAP_LIMIT_BYTES - HEAP_RESERVE_BYTES;
    const address = fits ? this.malloc(bytes) >>> 0 : 0;
    if (address === 0)
      throw new EngineError(
        "wasm",
        `out of memory: ${megabytes(bytes)} wanted, ${megabytes(this.bytes)} in use of ${megabytes(HEAP_LIMIT_BYTES)} that WebAssembly can address`,
        REMEDY,
      );
    this.sizes.set(address, bytes);
    this.bytes += bytes;
    return address;
  }

  free(address: number): void {
    const unsigned = address >>> 0;
    this.bytes -= this.sizes.get(unsigned) ?? 0;
    this.sizes.delete(unsigned);
    this.release(address);
  }
}

/** `1,234 bytes` below a megabyte, else `12 MB`. */
function megabytes(bytes: number): string {
  return bytes < 1e6 ? `${bytes} bytes` : `${Math.round(bytes / 1e6)} MB`;
}
