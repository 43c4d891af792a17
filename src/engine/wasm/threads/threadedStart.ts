import os from "node:os";
import threads, {Worker, type WorkerOptions} from "node:worker_threads";
import {BlobTexts} from "./blobTexts.js";
import {StandInWorker} from "./standInWorker.js";

/** Workers that the backend starts, however many threads it is to use. */
export const POOL = 8;

/**
 * What a worker of the backend needs to run in Node: the names that the bundler gave Node's modules, and the main script,
 * which it would fetch from a `blob:` address.
 */
function workerSource(source: string, mainScript: string): string {
  return [
    `URL.createObjectURL = () => "main"; URL.revokeObjectURL = () => {};`,
    "globalThis.commonjsGlobal = globalThis;",
    `globalThis.__dirname = ${JSON.stringify(process.cwd())};`,
    `globalThis.require$$0 = require("fs"); globalThis.require$$1 = require("path");`,
    `globalThis.require$$3 = require("perf_hooks"); globalThis.require$$4 = require("os");`,
    source,
    `globalThis.importScripts = () => { (0, eval)(${JSON.stringify(mainScript)}); };`,
  ].join("\n");
}

/**
 * Runs `start` so that the threaded build of the wasm backend works in Node, where the package switches it off: its
 * workers start from `blob:` addresses, which Node's do not take (issue 3830 of TensorFlow.js). While it runs, four
 * names of the process are ours; they are put back whatever happens.
 *
 * @param count  Threads of the backend, with the calling one: 1 to POOL + 1. It grants half as many as there are processors, so that
 *   twice as many are reported to it.
 */
export async function threadedStart<T>(count: number, start: () => Promise<T>): Promise<T> {
  const texts = new BlobTexts();
  const workers: Worker[] = [];
  const real = {
    Blob: globalThis.Blob,
    createObjectURL: URL.createObjectURL,
    Worker: threads.Worker,
    cpus: os.cpus,
    globalWorker: Object.getOwnPropertyDescriptor(globalThis, "Worker"),
  };
  const [processor] = os.cpus();

  class BackendWorker extends Worker {
    constructor(address: string | URL, options?: WorkerOptions) {
      const source = texts.textAt(address);
      if (source === undefined) {
        super(address, options);
        return;
      }
      super(workerSource(source, texts.mainScript), {...options, eval: true});
      workers.push(this);
    }
  }
  /** The backend takes its workers from the end of its list, so that the first are the ones it never needs. */
  let started = 0;
  const makeWorker = function (this: unknown, address: string | URL, options?: WorkerOptions) {
    const surplus = texts.textAt(address) !== undefined && started++ < POOL - (count - 1);
    return surplus ? new StandInWorker() : new BackendWorker(address, options);
  };
  try {
    globalThis.Blob = texts.recordingBlob();
    URL.createObjectURL = blob => texts.addressOf(blob) ?? real.createObjectURL.call(URL, blob);
    threads.Worker = makeWorker as unknown as typeof Worker;
    os.cpus = () => Array.from({length: 2 * count}, () => processor);
    return await start();
  } finally {
    globalThis.Blob = real.Blob;
    URL.createObjectURL = real.createObjectURL;
    threads.Worker = real.Worker;
    os.cpus = real.cpus;
    if (real.globalWorker === undefined) Reflect.deleteProperty(globalThis, "Worker");
    else Object.defineProperty(globalThis, "Worker", real.globalWorker);
    for (const worker of workers) worker.unref();
  }
}
