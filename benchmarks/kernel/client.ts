import {randomUUID} from "node:crypto";
import {Dealer, Subscriber} from "zeromq";
import type {Connection} from "./connection.js";
import {type Content, decode, encode, type Message, newHeader} from "./wire.js";

/** What came of one request. */
export interface RoundTrip {
  /** From sending to having all that was waited for, in milliseconds. */
  readonly ms: number;
  /** `status` of the reply, or `none` when no reply came in time. */
  readonly status: string;
  /** False when the kernel's own `idle` for this request did not come in time. */
  readonly idle: boolean;
  readonly reply: Content;
  /** Every iopub message of this request but its status, in order of arrival. */
  readonly outputs: readonly Message[];
  /** How many outputs had arrived when all that was waited for was there. */
  readonly inTime: number;
}

export interface WaitOptions {
  /** Longest wait for everything, in milliseconds. */
  readonly timeoutMs?: number;
  /** Also wait for the request's `idle`, as a front end does before it sends the next cell. */
  readonly idle?: boolean;
  /** Longest silence while the reply is here and `idle` is not, in milliseconds: some kernels lose it. */
  readonly graceMs?: number;
  /** Once all is here, go on listening until there was no output for so long, in milliseconds: some kernels send `idle` first. */
  readonly quietMs?: number;
  /** Takes the outputs instead of `RoundTrip.outputs`, where a million of them would weigh too much. */
  readonly onOutput?: (message: Message) => void;
}

/** A request under way. `onProgress` is called whenever something of it has arrived. */
interface Pending {
  readonly outputs: Message[];
  readonly onOutput: (message: Message) => void;
  readonly onProgress: () => void;
  arrived: number;
  reply?: Content;
  idle: boolean;
}

/**
 * A front end's half of the Jupyter protocol over ZeroMQ, with a clock.
 *
 * The tests have a client of their own, which keeps every message and fails on a loss; this one costs little per
 * message, and a loss is a figure.
 */
export class KernelClient {
  readonly #session = randomUUID();
  readonly #key: string;
  readonly #shell: Dealer;
  readonly #control: Dealer;
  readonly #iopub: Subscriber;
  readonly #pending = new Map<string, Pending>();
  readonly #subscribed: Promise<void>;
  #closed = false;

  constructor(connection: Connection) {
    this.#key = connection.key;
    // The kernel binds a while after we connect: a short retry keeps the waiting out of the figures, for all kernels alike.
    const options = {linger: 0, reconnectInterval: 5};
    this.#shell = new Dealer(options);
    this.#control = new Dealer(options);
    // No high-water mark: a message that does not arrive was not lost here.
    this.#iopub = new Subscriber({...options, receiveHighWaterMark: 0});
    this.#iopub.subscribe();
    this.#subscribed = new Promise(done => this.#iopub.events.on("handshake", () => done()));
    const address = (port: number) => `${connection.transport}://${connection.ip}:${port}`;
    this.#shell.connect(address(connection.shell_port));
    this.#control.connect(address(connection.control_port));
    this.#iopub.connect(address(connection.iopub_port));
    void this.#read(this.#shell, message => this.#onReply(message));
    void this.#read(this.#control, message => this.#onReply(message));
    void this.#read(this.#iopub, message => this.#onPublished(message));
  }

  /** Resolves once the kernel's iopub socket has accepted our subscription. */
  get subscribed(): Promise<void> {
    return this.#subscribed;
  }

  execute(code: string, options: WaitOptions = {}): Promise<RoundTrip> {
    const content = {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: false,
    };
    return this.request("shell", "execute_request", content, {idle: true, ...options});
  }

  /** Sends a request and waits for its reply, and for its `idle` when asked to. Never rejects: a loss shows in the result. */
  request(
    channel: "shell" | "control",
    type: string,
    content: Content,
    options: WaitOptions = {},
  ): Promise<RoundTrip> {
    const {timeoutMs = 30_000, idle = false, graceMs = 2_000, quietMs = 0} = options;
    const header = newHeader(type, this.#session);
    return new Promise(resolve => {
      const started = performance.now();
      let done: {readonly ms: number; readonly inTime: number} | undefined;
      const now = () => ({ms: performance.now() - started, inTime: pending.arrived});
      let silence: NodeJS.Timeout | undefined;
      const finish = () => {
        clearTimeout(limit);
        clearTimeout(silence);
        this.#pending.delete(header.msg_id);
        resolve(summarise(pending, done ?? now()));
      };
      const limit = setTimeout(finish, timeoutMs);
      const onProgress = () => {
        if (pending.reply === undefined) return;
        const complete = !idle || pending.idle;
        if (complete) done ??= now();
        if (complete && quietMs === 0) return finish();
        clearTimeout(silence);
        silence = setTimeout(finish, complete ? quietMs : graceMs);
      };
      const outputs: Message[] = [];
      const onOutput = options.onOutput ?? (message => outputs.push(message));
      const pending: Pending = {outputs, onOutput, onProgress, arrived: 0, idle: false};
      this.#pending.set(header.msg_id, pending);
      const socket = channel === "shell" ? this.#shell : this.#control;
      socket.send(encode(this.#key, header, content)).catch(() => {}); // closed meanwhile: the time-out speaks
    });
  }

  close(): void {
    this.#closed = true;
    for (const socket of [this.#shell, this.#control, this.#iopub]) socket.close();
  }

  async #read(socket: Dealer | Subscriber, handle: (message: Message) => void): Promise<void> {
    try {
      for await (const frames of socket) handle(decode(this.#key, frames));
    } catch (error) {
      if (!this.#closed) throw error;
    }
  }

  #onReply(message: Message): void {
    const pending = this.#pending.get(message.parent.msg_id ?? "");
    if (pending === undefined) return;
    pending.reply = message.content;
    pending.onProgress();
  }

  #onPublished(message: Message): void {
    const pending = this.#pending.get(message.parent.msg_id ?? "");
    if (pending === undefined) return;
    if (message.header.msg_type !== "status") {
      pending.arrived++;
      pending.onOutput(message);
    } else if (message.content.execution_state === "idle") pending.idle = true;
    pending.onProgress();
  }
}

function summarise(pending: Pending, at: {ms: number; inTime: number}): RoundTrip {
  const {outputs, idle, reply} = pending;
  const status = reply === undefined ? "none" : String(reply.status ?? "ok");
  return {...at, status, idle, reply: reply ?? {}, outputs};
}

/** All text of a round trip, as a front end without pictures would show it. */
export function textOf(trip: RoundTrip): string {
  return trip.outputs.map(outputText).join("");
}

function outputText({header, content}: Message): string {
  if (header.msg_type === "stream") return String(content.text);
  if (header.msg_type === "error") return `${content.ename}: ${content.evalue}\n`;
  const data = content.data as Content | undefined;
  return data === undefined ? "" : `${data["text/plain"] ?? ""}\n`;
}
