import {OUTPUT_QUEUE_BYTES, STREAM_CHUNK_CHARACTERS} from "../limits.js";
import type {Output} from "../output.js";

type Deliver = (cell: number, output: Output) => void | Promise<void>;

type Item =
  | {readonly type: "output"; readonly cell: number; output: Output; readonly size: number}
  | {readonly type: "call"; readonly call: () => void | Promise<void>; readonly size: 0};

/**
 * Hands outputs on, one at a time and in order, and says when its reader is behind. Neighbouring pieces of text are
 * joined while they wait.
 */
export class OutputQueue {
  readonly #deliver: Deliver;
  readonly #onFull: (isFull: boolean) => void;
  #items: Item[] = [];
  #size = 0;
  #isFull = false;
  #isPumping = false;

  /** @param onFull  True: no more for now; false: go on. */
  constructor(deliver: Deliver, onFull: (isFull: boolean) => void) {
    this.#deliver = deliver;
    this.#onFull = onFull;
  }

  push(cell: number, output: Output): void {
    const size = sizeOf(output);
    const joined = this.#joined(cell, output);
    if (joined) this.#items[this.#items.length - 1] = joined;
    else this.#items.push({type: "output", cell, output, size});
    this.#size += size;
    if (this.#size > OUTPUT_QUEUE_BYTES) this.#setFull(true);
    this.#pumpSoon();
  }

  /** Calls back once everything pushed before has been delivered. */
  afterAll(call: () => void | Promise<void>): void {
    this.#items.push({type: "call", call, size: 0});
    this.#pumpSoon();
  }

  #joined(cell: number, output: Output): Item | undefined {
    const last = this.#items.at(-1);
    if (output.type !== "stream" || last?.type !== "output" || last.cell !== cell) return undefined;
    const {output: before} = last;
    if (before.type !== "stream" || before.name !== output.name) return undefined;
    const text = before.text + output.text;
    if (text.length > STREAM_CHUNK_CHARACTERS) return undefined;
    return {type: "output", cell, output: {...output, text}, size: text.length};
  }

  /** From a microtask, so that all frames of one read can be joined first. */
  #pumpSoon(): void {
    if (this.#isPumping) return;
    this.#isPumping = true;
    queueMicrotask(() => void this.#pump());
  }

  async #pump(): Promise<void> {
    for (let item = this.#items.shift(); item !== undefined; item = this.#items.shift()) {
      try {
        await (item.type === "call" ? item.call() : this.#deliver(item.cell, item.output));
      } catch (error) {
        // one reader's fault must not hold up the rest
        process.emitWarning(error instanceof Error ? error : String(error));
      }
      this.#size -= item.size;
      if (this.#size < OUTPUT_QUEUE_BYTES / 2) this.#setFull(false);
    }
    this.#isPumping = false;
  }

  #setFull(isFull: boolean): void {
    if (isFull === this.#isFull) return;
    this.#isFull = isFull;
    this.#onFull(isFull);
  }
}

function sizeOf(output: Output): number {
  if (output.type === "stream") return output.text.length;
  if (output.type === "clear" || output.type === "error") return 1;
  return Object.values(output.data).reduce<number>(
    (sum, value) => sum + (typeof value === "string" ? value.length : 1),
    0,
  );
}
