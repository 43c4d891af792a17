import type {MimeBundle} from "../../core/mime.js";
import {CHANNELS, type Channel, type Connection} from "./connectionFile.js";
import type {Header, Request} from "./message.js";
import {Wire} from "./wire.js";
import {ZmtpServer} from "./zmtp.js";

/** The channels that requests come in on. */
export type RequestChannel = "shell" | "control" | "stdin";

export interface ChannelEvents {
  /** A request with a good signature. Its client is read no further while a returned promise is pending. */
  request(channel: RequestChannel, request: Request): void | Promise<void>;
  /** A client can be asked on stdin from now on. */
  stdinRoute(identity: Buffer): void;
  log(text: string): void;
}

export interface Extra {
  readonly metadata?: MimeBundle;
  readonly buffers?: readonly Buffer[];
}

/** The kernel's five sockets, in terms of signed messages. */
export class Channels {
  readonly #connection: Connection;
  readonly #events: ChannelEvents;
  readonly #wire: Wire;
  readonly #servers: Readonly<Record<Channel, ZmtpServer>>;
  /** Everything on iopub, one after the other. */
  #published: Promise<void> = Promise.resolve();

  constructor(connection: Connection, events: ChannelEvents) {
    this.#connection = connection;
    this.#events = events;
    this.#wire = new Wire(connection.key, connection.hash);
    const log = (channel: Channel) => (text: string) => events.log(`${channel}: ${text}`);
    const router = (channel: RequestChannel) =>
      new ZmtpServer("ROUTER", {
        onMessage: parts => this.#receive(channel, parts),
        log: log(channel),
        ...(channel === "stdin" && {onRoute: (identity: Buffer) => events.stdinRoute(identity)}),
      });
    this.#servers = {
      shell: router("shell"),
      control: router("control"),
      stdin: router("stdin"),
      iopub: new ZmtpServer("PUB", {
        log: log("iopub"),
        onSubscribe: (topic, reply) => {
          const welcome = this.#wire.message("iopub_welcome", {subscription: topic}, undefined);
          reply([Buffer.from(topic, "latin1"), ...this.#wire.encode(welcome)]);
        },
      }),
      hb: new ZmtpServer("REP", {log: log("hb")}),
    };
  }

  async listen(): Promise<void> {
    await Promise.all(
      CHANNELS.map(channel => this.#servers[channel].listen(this.#connection.addresses[channel])),
    );
  }

  /** Resolves when the subscribers can take more. The order is that of the calls, whoever waits. */
  publish(type: string, content: object, parent: Header | undefined, extra: Extra = {}): Promise<void> {
    const parts = this.#wire.encode(this.#wire.message(type, content, parent, extra));
    const sent = this.#published.then(async () => {
      await this.#servers.iopub.send([Buffer.from(type), ...parts]);
    });
    this.#published = sent;
    return sent;
  }

  /** Sends to the client a request came from; whether it is still there. */
  async send(
    channel: RequestChannel,
    type: string,
    content: object,
    request: Pick<Request, "identities" | "header">,
    extra: Extra = {},
  ): Promise<boolean> {
    const message = this.#wire.message(type, content, request.header, extra);
    return await this.#servers[channel].send([...request.identities, ...this.#wire.encode(message)]);
  }

  /** Lets clients take what was sent, then closes all sockets. */
  async close(): Promise<void> {
    await Promise.all(CHANNELS.map(channel => this.#servers[channel].close()));
  }

  #receive(channel: RequestChannel, parts: readonly Buffer[]): void | Promise<void> {
    let request: Request;
    try {
      request = this.#wire.decode(parts);
    } catch (error) {
      this.#events.log(
        `${channel}: message refused: ${error instanceof Error ? error.message : String(error)}`,
      );
      return;
    }
    return this.#events.request(channel, request);
  }
}
