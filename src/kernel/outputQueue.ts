import {OUTPUT_MERGE_CHARACTERS, OUTPUT_QUEUE_CHARACTERS} from "./limits.js";
import type {Output} from "./output.js";

/**
 * Outputs on their way from one producer to one reader, in order. Neighbouring pieces of text are joined while the
 * reader is behind, and a producer that waits for `push` never piles up more than a few of them.
 */
export class OutputQueue implements AsyncIterable<Output> {
  #outputs: Output[] = [];
  #characters = 0;
  #ended = false;
  #released = false;
  #wakeReader: () => void = () => {};
  #wakeWriters: (() => void)[] = [];

  /** Returns a promise when the reader is behind: wait for it before the next one. */
  push(output: Output): void | Promise<void> {
    if (this.#ended) return;
    this.#characters += size(output);
    const last = this.#outputs.at(-1);
    if (last?.type === "stream" && output.type === "stream" && canJoin(last, output)) {
      this.#outputs[this.#outputs.length - 1] = {...last, text: last.text + output.text};
    } else {
      this.#outputs.push(output);
    }
    this.#wakeReader();
    if (this.#released || this.#characters <= OUTPUT_QUEUE_CHARACTERS) return;
    return new Promise(resolve => this.#wakeWriters.push(resolve));
  }

  /** No more will come. */
  end(): void {
    this.#ended = true;
    this.#wakeReader();
  }

  /** Never makes the producer wait from now on: it is being stopped, which must not depend on a slow reader. */
  release(): void {
    this.#released = true;
    this.#wakeAllWriters();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Output> {
    try {
      for (;;) {
        const output = this.#outputs.shift();
        if (output !== undefined) {
          this.#characters -= size(output);
          if (this.#characters <= OUTPUT_QUEUE_CHARACTERS) this.#wakeAllWriters();
          yield output;
        } else if (this.#ended) {
          return;
        } else {
          await new Promise<void>(resolve => {
            this.#wakeReader = resolve;
          });
        }
      }
    } finally {
      // The reader left early: what still comes is nobody's.
      this.#ended = true;
      this.#outputs = [];
      this.#wakeAllWriters();
    }
  }

  #wakeAllWriters(): void {
    for (const wake of this.#wakeWriters.splice(0)) wake();
  }
}

type Stream = Extract<Output, {type: "stream"}>;

function canJoin(last: Stream, next: Stream): boolean {
  return last.name === next.name && last.text.length + next.text.length <= OUTPUT_MERGE_CHARACTERS;
}

/** About how much memory an output holds, in characters. */
export function size(output: Output): number {
  switch (output.type) {
    case "stream":
      return output.text.length;
    case "display":
    case "update":
    case "result":
      return Object.values(output.data).reduce<number>(
        (sum, value) => sum + (typeof value === "string" ? value : (JSON.stringify(value) ?? "")).length,
        0,
      );
    default:
      return 0;
  }
}
