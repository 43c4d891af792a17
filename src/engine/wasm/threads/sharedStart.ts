import threads from "node:worker_threads";
import {StandInWorker} from "./standInWorker.js";

/**
 * Runs `start` so that the backend's threaded build starts in Node, where the package switches it off: its workers come
 * from `blob:` addresses, which Node's do not take (issue 3830 of TensorFlow.js). We want that build for its shared
 * memory, in which our own helpers work; its own threads are left out, because waking them for each small operation
 * costs more than they bring. While it runs, workers of the process are stand-ins.
 */
export async function sharedStart<T>(start: () => Promise<T>): Promise<T> {
  const real = threads.Worker;
  const before = Object.getOwnPropertyDescriptor(globalThis, "Worker");
  try {
    threads.Worker = StandInWorker as unknown as typeof real;
    return await start();
  } finally {
    threads.Worker = real;
    // The backend makes it a global name.
    if (before === undefined) Reflect.deleteProperty(globalThis, "Worker");
    else Object.defineProperty(globalThis, "Worker", before);
  }
}
