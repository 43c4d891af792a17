import {MessageChannel, Worker} from "node:worker_threads";
import {CELL_GLOBALS} from "../executor/globals.js";
import {endCalls, newSignal, type SyncLink} from "../types/syncCall.js";
import type {TypeScript7Start} from "../types/typescript7Worker.js";
import {CLIENT_HEAP_MB, CLIENT_YOUNG_HEAP_MB} from "./limits.js";

/**
 * The thread that talks to TypeScript 7's process, whose client blocks. In a thread of its own it reads the notebook
 * while the compiler's thread loads TypeScript 6, and checks a cell while that transforms it.
 */
export class TypeScript7Thread {
  /** For the thread that asks, to which its port has to be transferred. */
  readonly link: SyncLink;
  readonly #worker: Worker;
  #server: number | undefined;

  /** @param folder  The notebook's, absolute. */
  constructor(folder: string) {
    const {port1, port2} = new MessageChannel();
    const signal = newSignal();
    this.link = {port: port1, signal};
    const start: TypeScript7Start = {link: {port: port2, signal}, folder, globals: CELL_GLOBALS};
    this.#worker = new Worker(new URL("../types/typescript7Worker.js", import.meta.url), {
      name: "kernelbook TypeScript 7",
      workerData: start,
      transferList: [port2],
      resourceLimits: {
        maxOldGenerationSizeMb: CLIENT_HEAP_MB,
        maxYoungGenerationSizeMb: CLIENT_YOUNG_HEAP_MB,
      },
    });
    this.#worker.on("message", ({server}: {server: number | undefined}) => {
      this.#server = server;
    });
    // who waits for it learns that nothing will come, and goes on with TypeScript 6
    this.#worker.on("error", () => this.#kill());
    this.#worker.on("exit", () => endCalls(signal));
  }

  async end(): Promise<void> {
    // a thread that waits for its server sits in a system call, where nothing can end it
    this.#kill();
    await this.#worker.terminate();
  }

  #kill(): void {
    if (this.#server === undefined) return;
    try {
      process.kill(this.#server, "SIGKILL");
    } catch {
      // it has ended by itself
    }
    this.#server = undefined;
  }
}
