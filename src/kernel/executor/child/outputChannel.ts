import {writeSync} from "node:fs";
import {FLUSH_BURST, FLUSH_INTERVAL_MS, STREAM_CHUNK_CHARACTERS} from "../../limits.js";
import {encodeFrame, type Frame} from "../frames.js";
import type {Report} from "../messages.js";
import {enter} from "./entry.js";

// taken before timers are made cancellable: the kernel's own must survive a stop
const {setImmediate} = globalThis;

type StreamName = "stdout" | "stderr";

/**
 * The one ordered way out of the child: text is gathered, everything else goes at once after the text before it.
 * Writing blocks while the pipe is full, so that a flood waits for its reader instead of filling memory.
 *
 * A stop can end JavaScript at any function call. So a frame is kept until it is written, and written again under the
 * same sequence number if the write was cut short.
 */
export class OutputChannel {
  readonly #fd: number;
  #cell = 0;
  #name: StreamName = "stdout";
  #text = "";
  #unsent: Buffer | undefined;
  #sequence = 0;
  #credit = FLUSH_BURST;
  #creditedAt = 0;
  #isScheduled = false;

  constructor(fd: number) {
    this.#fd = fd;
  }

  /** At the start of a cell: its first lines go out at once, however much the one before has printed. */
  allowBurst(): void {
    this.#credit = FLUSH_BURST;
  }

  /** Text that a cell printed. Cells below zero have no output. */
  write(cell: number, name: StreamName, text: string): void {
    if (text === "" || cell < 0) return;
    if (cell !== this.#cell || name !== this.#name) {
      this.flush();
      this.#cell = cell;
      this.#name = name;
    }
    this.#text += text;
    if (this.#text.length >= STREAM_CHUNK_CHARACTERS || this.#isDue()) this.flush();
    else this.#flushSoon();
  }

  report(report: Report): void {
    this.flush();
    this.#send({type: "report", report});
  }

  /** Sends what is left, also of a write that a stop interrupted. */
  flush(): void {
    this.#finish();
    while (this.#text !== "") {
      const length = chunkLength(this.#text);
      const rest = this.#text.slice(length);
      const text = this.#text.slice(0, length);
      const frame = encodeFrame({type: "stream", cell: this.#cell, name: this.#name, text}, ++this.#sequence);
      // no call between these two: the text is in exactly one of both places whenever a stop comes
      this.#unsent = frame;
      this.#text = rest;
      this.#finish();
    }
  }

  /** After a stop: a scheduled flush may have been lost with it. */
  recover(): void {
    this.#isScheduled = false;
    this.flush();
  }

  #send(frame: Frame): void {
    this.#unsent = encodeFrame(frame, ++this.#sequence);
    this.#finish();
  }

  #finish(): void {
    if (this.#unsent === undefined) return;
    writeAll(this.#fd, this.#unsent);
    this.#unsent = undefined;
  }

  /** The first lines go out at once, so that "computing ..." is seen before the loop; a flood goes every few ms. */
  #isDue(): boolean {
    const now = performance.now();
    this.#credit = Math.min(FLUSH_BURST, this.#credit + (now - this.#creditedAt) / FLUSH_INTERVAL_MS);
    this.#creditedAt = now;
    if (this.#credit < 1) return false;
    this.#credit--;
    return true;
  }

  #flushSoon(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      // writing may block for long, so a stop must be able to end it (see `entry.ts`)
      void enter(() => this.flush());
    });
  }
}

/** Characters of the next frame, never between the halves of one character. */
function chunkLength(text: string): number {
  if (text.length <= STREAM_CHUNK_CHARACTERS) return text.length;
  const last = text.charCodeAt(STREAM_CHUNK_CHARACTERS - 1);
  return last >= 0xd800 && last <= 0xdbff ? STREAM_CHUNK_CHARACTERS - 1 : STREAM_CHUNK_CHARACTERS;
}

const pause = new Int32Array(new SharedArrayBuffer(4));

function writeAll(fd: number, bytes: Buffer): void {
  let offset = 0;
  while (offset < bytes.length) {
    try {
      offset += writeSync(fd, bytes, offset);
    } catch (error) {
      // a pipe that someone set to non-blocking is full: its reader is behind
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      Atomics.wait(pause, 0, 0, 1);
    }
  }
}
