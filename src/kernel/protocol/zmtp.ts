import {chmodSync, lstatSync, unlinkSync} from "node:fs";
import {createServer, type Server, type Socket} from "node:net";
import {encodeMessage} from "./frames.js";
import type {SocketType} from "./handshake.js";
import {LINGER_MS, PEERS, SEND_BUFFER_BYTES, SUBSCRIPTIONS} from "./limits.js";
import {Peer} from "./peer.js";
import {type SubscriberLimits, Subscribers} from "./subscribers.js";

export type Address = {readonly host: string; readonly port: number} | {readonly path: string};

export interface ZmtpServerOptions extends SubscriberLimits {
  /**
   * A message: on a ROUTER socket the sender's routing identity comes first. The sender's connection is read no
   * further while a returned promise is pending.
   */
  readonly onMessage?: (parts: Buffer[]) => void | Promise<void>;
  /** A peer with this routing identity can be sent to from now on (ROUTER). */
  readonly onRoute?: (identity: Buffer) => void;
  /** A peer subscribed to a topic; `reply` sends to it alone (PUB). */
  readonly onSubscribe?: (topic: string, reply: (parts: readonly Buffer[]) => void) => void;
  /** What a person who looks for a lost connection should know. */
  readonly log?: (text: string) => void;
}

/**
 * The server half of ZeroMQ's transport, version 3.1, mechanism NULL, over TCP or a local socket: the three kinds of
 * socket that a Jupyter kernel has, without native code.
 *
 * @source ZMTP 3.1, rfc.zeromq.org/spec/37; socket semantics, rfc.zeromq.org/spec/28 and 29.
 */
export class ZmtpServer {
  readonly #type: SocketType;
  readonly #options: ZmtpServerOptions;
  readonly #server: Server;
  readonly #peers = new Set<Peer>();
  readonly #subscribers: Subscribers;
  /** ROUTER: routing identity (as latin1) -> peer, and back. */
  readonly #routes = new Map<string, Peer>();
  readonly #identities = new Map<Peer, Buffer>();
  #lastIdentity = 0;

  constructor(type: SocketType, options: ZmtpServerOptions = {}) {
    this.#type = type;
    this.#options = options;
    this.#subscribers = new Subscribers(options);
    this.#server = createServer({highWaterMark: SEND_BUFFER_BYTES}, socket => this.#accept(socket));
  }

  /** Resolves to the port, or undefined for a local socket. */
  listen(address: Address): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      const listening = () => {
        this.#server.off("error", reject);
        this.#server.on("error", error => this.#options.log?.(`${this.#type}: ${error.message}`));
        const bound = this.#server.address();
        // Whoever may connect may run code as this user.
        if ("path" in address && process.platform !== "win32") chmodSync(address.path, 0o600);
        resolve(typeof bound === "object" ? bound?.port : undefined);
      };
      if ("path" in address) {
        removeStaleSocket(address.path);
        this.#server.listen(address.path, listening);
      } else {
        this.#server.listen(address.port, address.host, listening);
      }
    });
  }

  /**
   * ROUTER: sends to the peer named by the first part; false when there is none.
   * PUB: sends to all subscribers of the first part; resolves when they can take more. Wait for that before the next
   * one: then messages keep their order and never pile up. REP answers by itself and has no use for it.
   */
  async send(parts: readonly Buffer[]): Promise<boolean> {
    if (this.#type === "PUB") {
      await this.#subscribers.publish(parts);
      return true;
    }
    const [identity, ...rest] = parts;
    const peer = identity && this.#routes.get(identity.toString("latin1"));
    if (peer === undefined) return false;
    if (!peer.write(encodeMessage(rest))) await peer.drained();
    return true;
  }

  /** Whether a ROUTER can send to this identity now. */
  hasRoute(identity: Buffer): boolean {
    return this.#routes.has(identity.toString("latin1"));
  }

  /** Takes no more connections; open ones get what was sent, within `LINGER_MS`. */
  async close(): Promise<void> {
    const closed = new Promise<void>(resolve => this.#server.close(() => resolve()));
    const timer = setTimeout(() => {
      for (const peer of this.#peers) peer.close("closing");
    }, LINGER_MS);
    await Promise.all([...this.#peers].map(peer => peer.end()));
    clearTimeout(timer);
    await closed;
  }

  #accept(socket: Socket): void {
    if (this.#peers.size >= PEERS) {
      this.#options.log?.(`${this.#type}: at most ${PEERS} connections, one refused`);
      socket.destroy();
      return;
    }
    const peer = new Peer(socket, this.#type, {
      ready: who => this.#ready(who),
      message: (who, parts) => this.#message(who, parts),
      subscription: (who, topic, subscribe) => this.#subscription(who, topic, subscribe),
      closed: (who, reason) => this.#closed(who, reason),
    });
    this.#peers.add(peer);
    if (this.#type === "PUB") this.#subscribers.add(peer);
  }

  #ready(peer: Peer): void {
    if (this.#type !== "ROUTER") return;
    // A client that reconnects under its old name may be faster than the news that its first connection is gone: the
    // name moves to the newest. The older one keeps working under a name of our own.
    const previous = peer.identity.length > 0 && this.#routes.get(peer.identity.toString("latin1"));
    if (previous) this.#route(previous, this.#newIdentity());
    this.#route(peer, peer.identity.length > 0 ? peer.identity : this.#newIdentity());
  }

  #route(peer: Peer, identity: Buffer): void {
    this.#routes.set(identity.toString("latin1"), peer);
    this.#identities.set(peer, identity);
    this.#options.onRoute?.(identity);
  }

  /** Starts with a zero byte, which no peer's own choice may. */
  #newIdentity(): Buffer {
    this.#lastIdentity += 1;
    const identity = Buffer.alloc(5);
    identity.writeUInt32BE(this.#lastIdentity, 1);
    return identity;
  }

  #message(peer: Peer, parts: Buffer[]): void | Promise<void> {
    // REP: the heartbeat gives back what came, its envelope included.
    if (this.#type === "REP") {
      peer.write(encodeMessage(parts));
      return;
    }
    const identity = this.#identities.get(peer);
    if (identity !== undefined) return this.#options.onMessage?.([identity, ...parts]);
  }

  #subscription(peer: Peer, topic: string, subscribe: boolean): void {
    if (!subscribe) {
      this.#subscribers.cancel(peer, topic);
      return;
    }
    if (!this.#subscribers.subscribe(peer, topic)) {
      peer.close(`subscription: at most ${SUBSCRIPTIONS} a connection`);
      return;
    }
    this.#options.onSubscribe?.(topic, parts => peer.write(encodeMessage(parts)));
  }

  #closed(peer: Peer, reason: string | undefined): void {
    this.#peers.delete(peer);
    this.#subscribers.remove(peer);
    const identity = this.#identities.get(peer)?.toString("latin1");
    this.#identities.delete(peer);
    if (identity !== undefined && this.#routes.get(identity) === peer) this.#routes.delete(identity);
    if (reason !== undefined) this.#options.log?.(`${this.#type}: connection closed: ${reason}`);
  }
}

/** A socket file left behind by a kernel that was killed would refuse the new one. Any other file stays. */
function removeStaleSocket(path: string): void {
  if (process.platform !== "win32" && lstatSync(path, {throwIfNoEntry: false})?.isSocket()) unlinkSync(path);
}
