import {MAX_FRAME_BYTES} from "../limits.js";
import type {Report} from "./messages.js";

/**
 * The child's ordered output: frames of a 13-byte head (payload bytes, sequence number, cell, kind; little endian) and
 * a payload. A write that was terminated half-way in JavaScript is repeated under its old sequence number, so the
 * reader drops what it has seen.
 */
export type Frame =
  | {
      readonly type: "stream";
      readonly cell: number;
      readonly name: "stdout" | "stderr";
      readonly text: string;
    }
  | {readonly type: "report"; readonly report: Report};

const HEAD_BYTES = 13;
const STDOUT = 0;
const STDERR = 1;
const REPORT = 2;

export function encodeFrame(frame: Frame, sequence: number): Buffer {
  const text = frame.type === "stream" ? frame.text : JSON.stringify(frame.report);
  const size = Buffer.byteLength(text);
  if (size > MAX_FRAME_BYTES)
    throw new RangeError(`output: one output must have at most ${MAX_FRAME_BYTES} bytes, got ${size}`);
  const buffer = Buffer.allocUnsafe(HEAD_BYTES + size);
  buffer.writeUInt32LE(size, 0);
  buffer.writeUInt32LE(sequence >>> 0, 4);
  buffer.writeInt32LE(frame.type === "stream" ? frame.cell : 0, 8);
  buffer.writeUInt8(frame.type === "report" ? REPORT : frame.name === "stdout" ? STDOUT : STDERR, 12);
  buffer.write(text, HEAD_BYTES);
  return buffer;
}

/** Cuts chunks, as a pipe delivers them, into frames. */
export class FrameReader {
  #chunks: Buffer[] = [];
  #size = 0;
  #sequence = -1;

  /** Frames completed by `chunk`. Throws a RangeError on what no child of ours writes. */
  *read(chunk: Buffer): Generator<Frame> {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    while (this.#size >= HEAD_BYTES) {
      const head = this.#peekHead();
      const size = head.readUInt32LE(0);
      if (size > MAX_FRAME_BYTES)
        throw new RangeError(`executor: a frame must have at most ${MAX_FRAME_BYTES} bytes, got ${size}`);
      if (this.#size < HEAD_BYTES + size) return;
      const bytes = this.#take(HEAD_BYTES + size);
      const sequence = bytes.readUInt32LE(4);
      if (sequence === this.#sequence) continue;
      this.#sequence = sequence;
      yield decode(bytes);
    }
  }

  #peekHead(): Buffer {
    const [first] = this.#chunks;
    if (first !== undefined && first.length >= HEAD_BYTES) return first;
    return this.#join();
  }

  #take(size: number): Buffer {
    const [first] = this.#chunks;
    const all = first !== undefined && first.length >= size ? first : this.#join();
    const rest = all.subarray(size);
    if (rest.length > 0) this.#chunks[0] = rest;
    else this.#chunks.shift();
    this.#size -= size;
    return all.subarray(0, size);
  }

  #join(): Buffer {
    const all = Buffer.concat(this.#chunks);
    this.#chunks = [all];
    return all;
  }
}

function decode(bytes: Buffer): Frame {
  const kind = bytes.readUInt8(12);
  const text = bytes.toString("utf8", HEAD_BYTES);
  if (kind === REPORT) return {type: "report", report: JSON.parse(text) as Report};
  if (kind !== STDOUT && kind !== STDERR)
    throw new RangeError(`executor: a frame's kind must be 0, 1 or 2, got ${kind}`);
  return {type: "stream", cell: bytes.readInt32LE(8), name: kind === STDOUT ? "stdout" : "stderr", text};
}
