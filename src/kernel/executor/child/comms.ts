import {randomUUID} from "node:crypto";
import {type Comm, type CommRegistry, type CommTarget, provideComms} from "../../../core/comms.js";
import type {MimeBundle} from "../../../core/mime.js";
import type {CommMessage} from "../executor.js";

type Send = (message: CommMessage) => void;
type DataHandler = (data: MimeBundle) => unknown;

/** The executor's end of comms: message channels between objects in cells and their views in the front end. */
export class Comms implements CommRegistry {
  readonly #send: Send;
  readonly #targets = new Map<string, CommTarget>();
  readonly #open = new Map<string, OpenComm>();

  constructor(send: Send) {
    this.#send = send;
    provideComms(this);
  }

  registerTarget(name: string, target: CommTarget): void {
    this.#targets.set(name, target);
  }

  unregisterTarget(name: string): void {
    this.#targets.delete(name);
  }

  open(target: string, data: MimeBundle = {}, metadata: MimeBundle = {}): Comm {
    const comm = this.#add(randomUUID(), target);
    this.#send({type: "open", id: comm.id, target, data, metadata});
    return comm;
  }

  /** Runs the student's handlers for a message of the front end; returns what they return. */
  receive(message: CommMessage): unknown {
    const {id, data} = message;
    if (message.type === "open") {
      const target = this.#targets.get(message.target ?? "");
      if (target === undefined) return this.#send({type: "close", id, data: {}});
      return target(this.#add(id, message.target ?? ""), data);
    }
    const comm = this.#open.get(id);
    if (message.type === "message") return comm?.messageHandler?.(data);
    this.#open.delete(id);
    return comm?.closeHandler?.(data);
  }

  #add(id: string, target: string): OpenComm {
    const comm = new OpenComm(id, target, message => {
      if (!this.#open.has(id))
        throw new Error(`comm: the comm must be open, got ${id} of ${target}, which is closed`);
      if (message.type === "close") this.#open.delete(id);
      this.#send(message);
    });
    this.#open.set(id, comm);
    return comm;
  }
}

class OpenComm implements Comm {
  readonly id: string;
  readonly target: string;
  readonly #send: Send;
  messageHandler: DataHandler | undefined;
  closeHandler: DataHandler | undefined;

  constructor(id: string, target: string, send: Send) {
    this.id = id;
    this.target = target;
    this.#send = send;
  }

  send(data: MimeBundle, metadata: MimeBundle = {}): void {
    this.#send({type: "message", id: this.id, data, metadata});
  }

  close(data: MimeBundle = {}): void {
    this.#send({type: "close", id: this.id, data});
  }

  onMessage(handler: DataHandler): void {
    this.messageHandler = handler;
  }

  onClose(handler: DataHandler): void {
    this.closeHandler = handler;
  }
}
