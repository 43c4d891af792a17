import {type MessagePort, receiveMessageOnPort} from "node:worker_threads";
import {FLAG} from "./controlData.js";

export interface InputRequest {
  readonly prompt: string;
  readonly password: boolean;
  readonly blocking: boolean;
}

export interface InputOptions {
  readonly ask: (request: InputRequest) => void;
  readonly isAllowed: () => boolean;
  /** Answers for `prompt`, from the control thread. */
  readonly answers: MessagePort;
  /** The control thread sets `FLAG.answered` once an answer is on its way. */
  readonly flags: Int32Array;
}

/** `prompt`, which waits as browsers do, and `input`, which gives a promise. */
export class Input {
  readonly #options: InputOptions;
  #waiting: {request: InputRequest; resolve: (text: string) => void}[] = [];

  constructor(options: InputOptions) {
    this.#options = options;
  }

  install(): void {
    const define = (name: string, value: unknown) =>
      Object.defineProperty(globalThis, name, {value, writable: true, configurable: true, enumerable: false});
    define("prompt", (text: unknown = "") => this.prompt(String(text)));
    define("input", (text: unknown = "", options: {password?: boolean} = {}) =>
      this.input(String(text), options?.password === true),
    );
  }

  /** Blocks the main thread in a wait that a stop can end. */
  prompt(text: string): string | null {
    this.#checkAllowed("prompt");
    const {answers, flags, ask} = this.#options;
    // an answer to a question that was stopped is not the answer to this one
    while (receiveMessageOnPort(answers) !== undefined);
    Atomics.store(flags, FLAG.answered, 0);
    ask({prompt: text, password: false, blocking: true});
    Atomics.wait(flags, FLAG.answered, 0);
    const message = receiveMessageOnPort(answers) as {message: string} | undefined;
    return message?.message ?? null;
  }

  async input(text: string, password: boolean): Promise<string> {
    this.#checkAllowed("input");
    const request: InputRequest = {prompt: text, password, blocking: false};
    return new Promise(resolve => {
      this.#waiting.push({request, resolve});
      if (this.#waiting.length === 1) this.#options.ask(request);
    });
  }

  /** The answer to the oldest `input`; the next one is asked. */
  answer(text: string): void {
    this.#waiting.shift()?.resolve(text);
    const [next] = this.#waiting;
    if (next !== undefined) this.#options.ask(next.request);
  }

  cancel(): void {
    this.#waiting = [];
  }

  #checkAllowed(name: string): void {
    if (this.#options.isAllowed()) return;
    throw new Error(`${name}: the front end must allow input, got a run without it (allow_stdin is false)`);
  }
}
