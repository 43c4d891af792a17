import {EventEmitter} from "node:events";

/**
 * In place of a worker that the backend starts but never gives work: it always starts eight. Answers that it is loaded,
 * which is all that is waited for, and costs no thread.
 */
export class StandInWorker extends EventEmitter {
  postMessage(message: {readonly cmd?: string}): void {
    if (message.cmd === "load") {
      queueMicrotask(() => this.emit("message", {cmd: "loaded"}));
      return;
    }
    this.emit(
      "error",
      new Error(`wasm: a thread beyond those asked for must get no work, got ${message.cmd}`),
    );
  }

  ref(): void {}
  unref(): void {}
  async terminate(): Promise<number> {
    return 0;
  }
}
