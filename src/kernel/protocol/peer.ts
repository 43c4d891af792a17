import type {Socket} from "node:net";
import {decodeCommand, encodeCommand, type Frame, FrameReader, ZmtpError} from "./frames.js";
import {
  checkGreeting,
  checkReady,
  GREETING_BYTES,
  greeting,
  readyMetadata,
  type SocketType,
} from "./handshake.js";
import {COMMAND_BYTES, HANDSHAKE_MS, MESSAGE_BYTES, MESSAGE_PARTS} from "./limits.js";

export interface PeerEvents {
  /** The handshake is done. */
  ready(peer: Peer): void;
  /** A whole message. The connection is read no further while a returned promise is pending. */
  message(peer: Peer, parts: Buffer[]): void | Promise<void>;
  /** SUBSCRIBE and CANCEL, as a command or in the older form of a message. */
  subscription(peer: Peer, topic: string, subscribe: boolean): void;
  /** Gone, with the reason when it was sent away. Called once. */
  closed(peer: Peer, reason: string | undefined): void;
}

/** One connection to one of the kernel's sockets: handshake, frames, commands and back-pressure in both directions. */
export class Peer {
  /** Milliseconds since the epoch. */
  readonly since = Date.now();
  /** The identity the peer asked for, empty when it has none. Set by the handshake. */
  identity: Buffer = Buffer.alloc(0);
  isReady = false;

  readonly #socket: Socket;
  readonly #type: SocketType;
  readonly #events: PeerEvents;
  readonly #reader = new FrameReader(MESSAGE_BYTES);
  readonly #handshakeTimer: NodeJS.Timeout;
  #greeting: Buffer | undefined = Buffer.alloc(0);
  #parts: Buffer[] = [];
  #partsBytes = 0;
  #busy = false;
  #closed = false;

  constructor(socket: Socket, type: SocketType, events: PeerEvents) {
    this.#socket = socket;
    this.#type = type;
    this.#events = events;
    this.#handshakeTimer = setTimeout(() => this.close("handshake: time is up"), HANDSHAKE_MS);
    this.#handshakeTimer.unref();
    socket.setNoDelay(true);
    socket.on("data", chunk => this.#receive(chunk));
    // A client that dies resets its connections: nothing to report.
    socket.on("error", () => this.close(undefined));
    socket.on("end", () => this.close(undefined));
    socket.on("close", () => this.close(undefined));
    socket.write(greeting());
  }

  /** Bytes accepted from us but not yet by the system. */
  get unsentBytes(): number {
    return this.#socket.writableLength;
  }

  /** Hands bytes to the connection; whether it can take more at once. */
  write(data: Buffer): boolean {
    if (this.#closed || this.#socket.writableEnded) return true;
    return this.#socket.write(data);
  }

  /** Resolves when the connection can take more, or is gone. */
  drained(): Promise<void> {
    if (this.#closed || !this.#socket.writableNeedDrain) return Promise.resolve();
    return new Promise(resolve => {
      const done = () => {
        this.#socket.off("drain", done);
        this.#socket.off("close", done);
        resolve();
      };
      this.#socket.on("drain", done);
      this.#socket.on("close", done);
    });
  }

  /** Sends what is left, then ends the connection. */
  end(): Promise<void> {
    return new Promise(resolve => {
      if (this.#closed) return resolve();
      this.#socket.once("close", () => resolve());
      this.#socket.end();
    });
  }

  close(reason: string | undefined): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#handshakeTimer);
    this.#socket.destroy();
    this.#events.closed(this, reason);
  }

  #receive(chunk: Buffer): void {
    try {
      const rest = this.#greeting === undefined ? chunk : this.#greet(chunk);
      if (rest !== undefined) this.#reader.push(rest);
      this.#readOn();
    } catch (error) {
      this.#refuse(error);
    }
  }

  /** Collects the fixed-size greeting; returns what follows it. */
  #greet(chunk: Buffer): Buffer | undefined {
    const bytes = Buffer.concat([this.#greeting ?? Buffer.alloc(0), chunk.subarray(0, GREETING_BYTES)]);
    checkGreeting(bytes.subarray(0, GREETING_BYTES));
    if (bytes.length < GREETING_BYTES) {
      this.#greeting = bytes;
      return undefined;
    }
    const missing = GREETING_BYTES - (this.#greeting?.length ?? 0);
    this.#greeting = undefined;
    this.write(encodeCommand("READY", readyMetadata(this.#type)));
    return chunk.subarray(missing);
  }

  /** Handles the frames that have come, one message at a time: while one is being handled, the rest waits. */
  #readOn(): void {
    while (!this.#busy && !this.#closed && this.#greeting === undefined) {
      const frame = this.#reader.next();
      if (frame === undefined) return;
      const wait = frame.command ? this.#command(frame) : this.#message(frame);
      // Also a peer that sends but never reads: its answers must not pile up here.
      const pause = wait ?? (this.#socket.writableNeedDrain ? this.drained() : undefined);
      if (pause !== undefined) this.#pauseUntil(pause);
    }
  }

  #pauseUntil(done: Promise<void>): void {
    this.#busy = true;
    this.#socket.pause();
    done
      .then(() => {
        this.#busy = false;
        this.#socket.resume();
        this.#readOn();
      })
      .catch(error => this.#refuse(error));
  }

  #message(frame: Frame): void | Promise<void> {
    if (!this.isReady) throw new ZmtpError("message: must come after READY, got one before");
    this.#parts.push(frame.body);
    this.#partsBytes += frame.body.length;
    if (this.#parts.length > MESSAGE_PARTS || this.#partsBytes > MESSAGE_BYTES) {
      throw new ZmtpError(
        `message: must have at most ${MESSAGE_PARTS} parts and ${MESSAGE_BYTES} bytes, got ${this.#parts.length} and ${this.#partsBytes}`,
      );
    }
    if (frame.more) return;
    const parts = this.#parts;
    this.#parts = [];
    this.#partsBytes = 0;
    if (this.#type !== "PUB") return this.#events.message(this, parts);
    this.#oldSubscription(parts);
  }

  /** ZMTP 3.0: a message whose first byte is 1 (subscribe) or 0 (cancel). */
  #oldSubscription(parts: readonly Buffer[]): void {
    const [body, ...more] = parts;
    if (body === undefined || more.length > 0 || (body[0] !== 0 && body[0] !== 1)) {
      throw new ZmtpError(`subscription: message must start with byte 0 or 1, got ${body?.[0]}`);
    }
    this.#events.subscription(this, body.toString("latin1", 1), body[0] === 1);
  }

  #command(frame: Frame): void {
    if (frame.body.length > COMMAND_BYTES || this.#parts.length > 0) {
      throw new ZmtpError(
        `command: must stand between messages and have at most ${COMMAND_BYTES} bytes, got ${frame.body.length}`,
      );
    }
    const {name, data} = decodeCommand(frame.body);
    if ((name === "READY") === this.isReady)
      throw new ZmtpError(`command: READY must come first, once, got ${name}`);
    switch (name) {
      case "READY":
        this.identity = checkReady(data, this.#type);
        this.isReady = true;
        clearTimeout(this.#handshakeTimer);
        this.#events.ready(this);
        return;
      case "PING":
        // Two bytes of time to live, then a context of up to 16 bytes that goes back as it came.
        if (data.length < 2 || data.length > 18)
          throw new ZmtpError(`ping: must have 2 to 18 bytes, got ${data.length}`);
        this.write(encodeCommand("PONG", data.subarray(2)));
        return;
      case "SUBSCRIBE":
      case "CANCEL":
        if (this.#type !== "PUB")
          throw new ZmtpError(`command: ${name} must go to a PUB socket, got ${this.#type}`);
        this.#events.subscription(this, data.toString("latin1"), name === "SUBSCRIBE");
        return;
      case "ERROR":
        throw new ZmtpError(`peer: ${JSON.stringify(data.toString("latin1", 1, 200))}`);
      default:
      // PONG, and commands of later versions: nothing to do.
    }
  }

  #refuse(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    // What the peer still gets to read says why; it may be half a peer, so nobody waits for it.
    if (error instanceof ZmtpError && this.#greeting === undefined && !this.isReady) {
      const text = Buffer.from(reason.slice(0, 200), "latin1");
      this.write(encodeCommand("ERROR", Buffer.concat([Buffer.from([text.length]), text])));
    }
    this.close(reason);
  }
}
