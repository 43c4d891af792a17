/** One frame of the ZeroMQ message transport. */
export interface Frame {
  /** Another frame of the same message follows. */
  readonly more: boolean;
  readonly command: boolean;
  readonly body: Buffer;
}

/** The peer broke the transport protocol; its connection is closed. */
export class ZmtpError extends Error {
  override readonly name = "ZmtpError";
}

const MORE = 1;
const LONG = 2;
const COMMAND = 4;

/**
 * Bytes from a socket, taken out again in pieces of any size. Each byte is copied at most once, and only when a piece
 * spans several chunks, so a body that arrives in many small chunks costs linear time.
 */
export class ByteQueue {
  #chunks: Buffer[] = [];
  #head = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(chunk: Buffer): void {
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#length += chunk.length;
  }

  /** Exactly `count` bytes, or undefined while there are fewer. */
  take(count: number): Buffer | undefined {
    if (count > this.#length) return undefined;
    const first = this.#chunks[this.#head];
    if (first === undefined || count === 0) return Buffer.alloc(0);
    this.#length -= count;
    if (count < first.length) {
      this.#chunks[this.#head] = first.subarray(count);
      return first.subarray(0, count);
    }
    if (count === first.length) {
      this.#drop();
      return first;
    }
    const piece = Buffer.allocUnsafe(count);
    for (let filled = 0; filled < count; ) {
      const chunk = this.#chunks[this.#head] as Buffer;
      const used = Math.min(chunk.length, count - filled);
      chunk.copy(piece, filled, 0, used);
      filled += used;
      if (used < chunk.length) this.#chunks[this.#head] = chunk.subarray(used);
      else this.#drop();
    }
    return piece;
  }

  #drop(): void {
    this.#head += 1;
    if (this.#head === this.#chunks.length) {
      this.#chunks = [];
      this.#head = 0;
    } else if (this.#head > 1024 && this.#head > this.#chunks.length / 2) {
      this.#chunks = this.#chunks.slice(this.#head);
      this.#head = 0;
    }
  }
}

/**
 * Cuts a byte stream into frames.
 *
 * @source ZMTP 3.1, rfc.zeromq.org/spec/37, section "Framing".
 */
export class FrameReader {
  readonly #bytes = new ByteQueue();
  readonly #maxBytes: number;
  #flags: number | undefined;
  #bodyLength: number | undefined;

  /** @param maxBytes  Longest body, in bytes; a longer one is refused as soon as its length is known. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  push(chunk: Buffer): void {
    this.#bytes.push(chunk);
  }

  /** @throws {ZmtpError} On reserved flag bits, a command with a "more" flag, or a body over the limit. */
  next(): Frame | undefined {
    this.#flags ??= this.#readFlags();
    if (this.#flags === undefined) return undefined;
    this.#bodyLength ??= this.#readLength(this.#flags);
    if (this.#bodyLength === undefined) return undefined;
    const body = this.#bytes.take(this.#bodyLength);
    if (body === undefined) return undefined;
    const frame = {more: (this.#flags & MORE) !== 0, command: (this.#flags & COMMAND) !== 0, body};
    this.#flags = undefined;
    this.#bodyLength = undefined;
    return frame;
  }

  #readFlags(): number | undefined {
    const flags = this.#bytes.take(1)?.[0];
    if (flags === undefined) return undefined;
    if (flags > (MORE | LONG | COMMAND) || (flags & COMMAND && flags & MORE)) {
      throw new ZmtpError(`frame: flags must be 0 to 4 or 6, got ${flags}`);
    }
    return flags;
  }

  #readLength(flags: number): number | undefined {
    const field = this.#bytes.take(flags & LONG ? 8 : 1);
    if (field === undefined) return undefined;
    // A double holds any length up to 2^53 exactly, and what it rounds above that is over every limit.
    const length = field.length === 8 ? Number(field.readBigUInt64BE()) : field.readUInt8();
    if (length > this.#maxBytes) {
      throw new ZmtpError(`frame: body must be at most ${this.#maxBytes} bytes, got ${length}`);
    }
    return length;
  }
}

function header(length: number, flags: number): Buffer {
  if (length <= 255) return Buffer.from([flags, length]);
  const head = Buffer.alloc(9);
  head[0] = flags | LONG;
  head.writeBigUInt64BE(BigInt(length), 1);
  return head;
}

/** A whole message, ready for a socket. */
export function encodeMessage(parts: readonly Buffer[]): Buffer {
  const last = parts.length - 1;
  return Buffer.concat(parts.flatMap((part, i) => [header(part.length, i < last ? MORE : 0), part]));
}

/** A command such as READY or PONG, ready for a socket. */
export function encodeCommand(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from([name.length]), Buffer.from(name, "latin1"), data]);
  return Buffer.concat([header(body.length, COMMAND), body]);
}

/** Splits a command's body into name and data. */
export function decodeCommand(body: Buffer): {name: string; data: Buffer} {
  const length = body[0] ?? 0;
  if (length === 0 || body.length < 1 + length) {
    throw new ZmtpError(
      `command: name must be 1 to ${Math.max(1, body.length - 1)} bytes long, got ${length}`,
    );
  }
  return {name: body.toString("latin1", 1, 1 + length), data: body.subarray(1 + length)};
}
