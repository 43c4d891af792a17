/** A thread that helps with calls: it sleeps on the counter of calls. */
import {parentPort, workerData} from "node:worker_threads";
import {webAssembly} from "../webAssembly.js";
import {CONTROL, CONTROL_BYTES, callsOf, type WorkerStart, work} from "./control.js";

const {module, memory, control: address, names, thread} = workerData as WorkerStart;
const instance = new webAssembly.Instance(module, {env: {memory}});
const calls = callsOf(instance, names);
const control = new Int32Array(memory.buffer, address, CONTROL_BYTES / 4);

parentPort?.postMessage("ready");
for (let seen = 0; ; ) {
  Atomics.wait(control, CONTROL.call, seen);
  seen = Atomics.load(control, CONTROL.call);
  if (Atomics.load(control, CONTROL.stop) === 1) break;
  // Counted first: from here on the caller waits for this thread before it closes the call.
  Atomics.add(control, CONTROL.active, 1);
  try {
    if (Atomics.load(control, CONTROL.open) === 1) work(control, address, calls, thread);
  } catch {
    Atomics.store(control, CONTROL.failed, 1);
  }
  Atomics.sub(control, CONTROL.active, 1);
  Atomics.notify(control, CONTROL.active);
}
