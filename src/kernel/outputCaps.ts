import {OUTPUT_CAP_BYTES, SESSION_CAPS} from "./limits.js";
import {OutputCap} from "./outputCap.js";
import {Spool} from "./spool.js";

/** The output caps of a session's cells: one each, which goes on counting what comes after the cell has ended. */
export class OutputCaps {
  readonly #limitBytes: number;
  readonly #spool = new Spool();
  readonly #caps = new Map<number, OutputCap>();

  /**
   * @param limitBytes  Output of one cell that is passed on; 0 for all. Default: the environment's, else ours.
   * @throws {RangeError} When `KERNELBOOK_OUTPUT_CAP` is no whole number of bytes.
   */
  constructor(limitBytes: number = capFromEnvironment()) {
    this.#limitBytes = limitBytes;
  }

  of(cell: number): OutputCap {
    const existing = this.#caps.get(cell);
    if (existing !== undefined) return existing;
    const cap = new OutputCap(this.#limitBytes, this.#spool, `cell${cell}.txt`);
    this.#caps.set(cell, cap);
    const [oldest] = this.#caps.keys();
    if (this.#caps.size > SESSION_CAPS && oldest !== undefined) this.#caps.delete(oldest);
    return cap;
  }

  /** Cells are numbered anew, or will be no more: removes the text kept. */
  reset(): void {
    this.#caps.clear();
    this.#spool.remove();
  }
}

function capFromEnvironment(): number {
  const text = process.env.KERNELBOOK_OUTPUT_CAP;
  if (text === undefined || text === "") return OUTPUT_CAP_BYTES;
  const bytes = Number(text);
  if (Number.isInteger(bytes) && bytes >= 0) return bytes;
  throw new RangeError(
    `session: KERNELBOOK_OUTPUT_CAP must be a whole number of bytes, got ${JSON.stringify(text)}`,
  );
}
