import {type MessagePort, receiveMessageOnPort} from "node:worker_threads";

/** What the calling thread needs; can be sent to it. */
export interface SyncLink {
  readonly port: MessagePort;
  /** Replies posted, and whether nobody will answer any more. */
  readonly signal: Int32Array<SharedArrayBuffer>;
}

const REPLIES = 0;
const IS_GONE = 1;

type Reply = {readonly id: number; readonly value: unknown} | {readonly id: number; readonly error: string};

export function newSignal(): SyncLink["signal"] {
  return new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
}

/** One count for all callers of a thread: a link outlives its caller, and so may answers that nobody has waited for. */
let ids = 0;

/** Calls into another thread that wait for their answer, as a compiler's interface wants it. */
export class SyncCaller<Call> {
  readonly #link: SyncLink;
  readonly #replies = new Map<number, Reply>();

  constructor(link: SyncLink) {
    this.#link = link;
  }

  /** Asks now; the function that is returned waits for the answer, and throws where there was an error. */
  begin(call: Call): () => unknown {
    const id = ++ids;
    this.#link.port.postMessage({id, call});
    return () => {
      const reply = this.#wait(id);
      if ("error" in reply) throw new Error(reply.error);
      return reply.value;
    };
  }

  #wait(id: number): Reply {
    const {port, signal} = this.#link;
    for (;;) {
      const reply = this.#replies.get(id);
      if (reply !== undefined) {
        this.#replies.delete(id);
        return reply;
      }
      const seen = Atomics.load(signal, REPLIES);
      const packet = receiveMessageOnPort(port);
      if (packet !== undefined) this.#replies.set(packet.message.id, packet.message);
      else if (Atomics.load(signal, IS_GONE) !== 0) throw new Error("its thread has ended");
      else Atomics.wait(signal, REPLIES, seen);
    }
  }
}

/**
 * Answers the calls of a `SyncCaller`, one after the other.
 *
 * @param tidy  Called after an answer, when nobody waits for it.
 */
export function answerCalls<Call>(
  {port, signal}: SyncLink,
  answer: (call: Call) => unknown | Promise<unknown>,
  tidy: () => void,
): void {
  let last = Promise.resolve();
  const respond = async ({id, call}: {id: number; call: Call}) => {
    try {
      const value = await answer(call);
      port.postMessage({id, value} satisfies Reply);
    } catch (error) {
      port.postMessage({id, error: error instanceof Error ? error.message : String(error)} satisfies Reply);
    }
    wake(signal);
    tidy();
  };
  port.on("message", message => {
    last = last.then(() => respond(message));
  });
}

/** Nobody answers any more: calls that wait, and all that follow, throw. */
export function endCalls(signal: SyncLink["signal"]): void {
  Atomics.store(signal, IS_GONE, 1);
  wake(signal);
}

function wake(signal: SyncLink["signal"]): void {
  Atomics.add(signal, REPLIES, 1);
  Atomics.notify(signal, REPLIES);
}
