/** A message: its length in 4 bytes, little endian, then that many bytes of JSON. */
export function frame(message: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(message));
  const head = Buffer.alloc(4);
  head.writeUInt32LE(text.length);
  return Buffer.concat([head, text]);
}

/** Puts messages together again from the pieces in which a pipe delivers them. */
export class FrameReader {
  readonly #largest: number;
  #pieces: Buffer[] = [];
  #length = 0;

  /** @param largest  Bytes of one message. */
  constructor(largest: number) {
    this.#largest = largest;
  }

  /**
   * The messages that are complete with this piece.
   *
   * @throws {RangeError} When a message is announced that is too long.
   * @throws {SyntaxError} When one is no JSON.
   */
  push(piece: Buffer): unknown[] {
    this.#pieces.push(piece);
    this.#length += piece.length;
    const messages: unknown[] = [];
    while (this.#length >= 4) {
      const size = this.#head();
      if (size > this.#largest) {
        throw new RangeError(`frame: a message must have at most ${this.#largest} bytes, got ${size}`);
      }
      if (this.#length < size + 4) break;
      const whole = Buffer.concat(this.#pieces);
      messages.push(JSON.parse(whole.toString("utf8", 4, size + 4)));
      this.#pieces = [whole.subarray(size + 4)];
      this.#length = whole.length - size - 4;
    }
    return messages;
  }

  #head(): number {
    if (this.#pieces[0].length < 4) this.#pieces = [Buffer.concat(this.#pieces)];
    return this.#pieces[0].readUInt32LE(0);
  }
}
