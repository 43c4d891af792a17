import type {MimeBundle} from "./mime.js";

/** A channel between an object in a cell and its view in the front end, as interactive widgets use it. */
export interface Comm {
  readonly id: string;
  readonly target: string;
  send(data: MimeBundle, metadata?: MimeBundle): void;
  close(data?: MimeBundle): void;
  /** Replaces the handler for messages of the front end. */
  onMessage(handler: (data: MimeBundle) => unknown): void;
  /** Replaces the handler called when the front end closes the channel. */
  onClose(handler: (data: MimeBundle) => unknown): void;
}

/** Called when the front end opens a channel. */
export type CommTarget = (comm: Comm, data: MimeBundle) => unknown;

export interface CommRegistry {
  registerTarget(name: string, target: CommTarget): void;
  unregisterTarget(name: string): void;
  /** Opens a channel to what the front end has registered under `target`. */
  open(target: string, data?: MimeBundle, metadata?: MimeBundle): Comm;
}

/** Called once by the kernel, before any cell: libraries find the registry under `globalThis[Symbol.for("kernelbook.comms")]`. */
export function provideComms(registry: CommRegistry): void {
  const key = Symbol.for("kernelbook.comms");
  Object.defineProperty(globalThis, key, {value: registry, configurable: true, enumerable: false});
}
