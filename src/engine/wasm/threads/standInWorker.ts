import {EventEmitter} from "node:events";

/**
 * In place of a worker that the backend starts but never gives work: it always starts eight. Answers that it is loaded,
 * which is all that is waited for, and costs no thread.
 */
export class StandInWorker extends EventEmitter {
  postMessage(message: {readonly cmd?: string}): void {
    if (message.cmd !== "load")
      throw new Error(`wasm: the backend must give no work to its own threads, got ${message.cmd}`);
    queueMicrotask(() => this.emit("message", {cmd: "loaded"}));
  }

  ref(): void {}
  unref(): void {}
  async terminate(): Promise<number> {
    return 0;
  }
}
