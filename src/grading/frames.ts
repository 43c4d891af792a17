/** Puts the bytes of a pipe together to frames. Keeps no more than one frame. */
export class FrameReader {
  readonly #limit: number;
  readonly #take: (frame: Buffer) => void;
  #parts: Buffer[] = [];
  #have = 0;
  /** Length of the frame that is on its way. */
  #want: number | undefined;

  /** @param limit  Bytes of the longest frame. */
  constructor(limit: number, take: (frame: Buffer) => void) {
    this.#limit = limit;
    this.#take = take;
  }

  /** @returns False when a frame says that it is longer than the limit: what follows cannot be read. */
  push(chunk: Buffer): boolean {
    this.#parts.push(chunk);
    this.#have += chunk.length;
    while (this.#have >= (this.#want ?? 4)) {
      if (this.#want === undefined) {
        this.#want = this.#shift(4).readUInt32LE(0);
        if (this.#want > this.#limit) return false;
      } else {
        const frame = this.#shift(this.#want);
        this.#want = undefined;
        this.#take(frame);
      }
    }
    return true;
  }

  #shift(length: number): Buffer {
    const all = this.#parts.length === 1 ? this.#parts[0] : Buffer.concat(this.#parts);
    this.#parts = all.length > length ? [all.subarray(length)] : [];
    this.#have -= length;
    return all.subarray(0, length);
  }
}

/** A message as a frame: its length in 4 bytes, little endian, then that many bytes of UTF-8 JSON. */
export function frameOf(message: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(message), "utf8");
  const frame = Buffer.alloc(4 + body.length);
  frame.writeUInt32LE(body.length, 0);
  body.copy(frame, 4);
  return frame;
}
