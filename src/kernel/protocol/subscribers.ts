import {encodeMessage} from "./frames.js";
import {STALL_MS, STALLED_QUEUE_BYTES, SUBSCRIBE_MS, SUBSCRIPTIONS} from "./limits.js";
import type {Peer} from "./peer.js";

export interface SubscriberLimits {
  /** How long a subscriber that takes nothing may hold up the others, in ms. */
  readonly stallMs?: number;
  /** Bytes queued for a stalled subscriber before it is dropped. */
  readonly stalledQueueBytes?: number;
}

/**
 * Who gets what on a PUB socket, and how fast. A publisher waits for its subscribers, so nothing piles up; one that
 * takes nothing holds up the others for a short time only, then collects a queue of its own, and is dropped when that
 * is full. A lone slow subscriber is waited for as long as it takes: nothing is lost.
 */
export class Subscribers {
  /** Topic (as latin1) -> how often it was subscribed to. */
  readonly #topics = new Map<Peer, Map<string, number>>();
  readonly #stalled = new Set<Peer>();
  readonly #stallMs: number;
  readonly #stalledQueueBytes: number;
  #firstPublished: number | undefined;
  #arrived: () => void = () => {};

  constructor(limits: SubscriberLimits) {
    this.#stallMs = limits.stallMs ?? STALL_MS;
    this.#stalledQueueBytes = limits.stalledQueueBytes ?? STALLED_QUEUE_BYTES;
  }

  add(peer: Peer): void {
    this.#topics.set(peer, new Map());
    this.#arrived();
  }

  remove(peer: Peer): void {
    this.#topics.delete(peer);
    this.#stalled.delete(peer);
    this.#arrived();
  }

  /** False when the peer has too many subscriptions. */
  subscribe(peer: Peer, topic: string): boolean {
    const topics = this.#topics.get(peer);
    if (topics === undefined || topics.size >= SUBSCRIPTIONS) return false;
    topics.set(topic, (topics.get(topic) ?? 0) + 1);
    this.#arrived();
    return true;
  }

  cancel(peer: Peer, topic: string): void {
    const topics = this.#topics.get(peer);
    const count = topics?.get(topic) ?? 0;
    if (count > 1) topics?.set(topic, count - 1);
    else topics?.delete(topic);
  }

  /** Resolves when the subscribers can take more. Call it for one message at a time. */
  async publish(parts: readonly Buffer[]): Promise<void> {
    this.#firstPublished ??= Date.now();
    while (this.#isJoining()) await this.#nextArrival();
    const topic = parts[0]?.toString("latin1") ?? "";
    const data = encodeMessage(parts);
    const waiting = new Set<Peer>();
    let isAnyFree = false;
    for (const [peer, topics] of this.#topics) {
      if (![...topics.keys()].some(prefix => topic.startsWith(prefix))) continue;
      if (peer.write(data)) {
        isAnyFree = true;
        this.#stalled.delete(peer);
      } else if (!this.#stalled.has(peer)) waiting.add(peer);
      else if (peer.unsentBytes > this.#stalledQueueBytes) {
        peer.close(`subscriber reads nothing: dropped with ${peer.unsentBytes} bytes unsent`);
      }
    }
    // Only stalled ones are left: they hold up nobody any more, so wait for them as for any other.
    if (!isAnyFree && waiting.size === 0) for (const peer of this.#stalled) waiting.add(peer);
    await this.#drained(waiting);
  }

  /** Whether somebody is about to subscribe: nobody has come yet, or a connection is so young that it is still asking. */
  #isJoining(): boolean {
    const now = Date.now();
    if (this.#topics.size === 0) return now - (this.#firstPublished ?? now) < SUBSCRIBE_MS;
    return [...this.#topics].some(([peer, topics]) => topics.size === 0 && now - peer.since < SUBSCRIBE_MS);
  }

  #nextArrival(): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, SUBSCRIBE_MS / 10);
      this.#arrived = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Resolves when all have drained, or when those left have held up somebody else for too long. */
  async #drained(waiting: Set<Peer>): Promise<void> {
    if (waiting.size === 0) return;
    const each = [...waiting].map(async peer => {
      await peer.drained();
      waiting.delete(peer);
      this.#stalled.delete(peer);
    });
    const everyone = Promise.all(each).then(() => true);
    let timer: NodeJS.Timeout | undefined;
    const stall = () =>
      new Promise<boolean>(resolve => {
        timer = setTimeout(resolve, this.#stallMs, false);
      });
    while (!(await Promise.race([everyone, stall()]))) {
      if (!this.#isAnyoneElse(waiting)) continue;
      for (const peer of waiting) this.#stalled.add(peer);
      break;
    }
    clearTimeout(timer);
  }

  /** Whether a subscriber, perhaps a new one, could take more if it were not for those waited for. */
  #isAnyoneElse(waiting: ReadonlySet<Peer>): boolean {
    return [...this.#topics].some(([peer, topics]) => topics.size > 0 && !waiting.has(peer));
  }
}
