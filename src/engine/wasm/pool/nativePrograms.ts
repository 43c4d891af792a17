import {once} from "node:events";
import {Worker} from "node:worker_threads";
import {buildModule} from "../assembler/buildModule.js";
import {SHARES_PER_THREAD, SPINS} from "../limits.js";
import {type Arguments, PARAMETERS, type Signature} from "../native/program.js";
import {type ProgramName, programs} from "../native/programs.js";
import {type WasmMemory, webAssembly} from "../webAssembly.js";
import {ARGUMENT_BYTES, CONTROL, CONTROL_BYTES, callsOf, type WorkerStart, work} from "./control.js";

/** Memory to work in, and who hands it out. */
export interface Heap {
  readonly memory: WasmMemory;
  /** @returns Address in 0..2^32. Throws when there is not enough. */
  allocate(bytes: number): number;
  free(address: number): void;
}

interface RunOptions {
  /** Scratch memory of each thread. */
  readonly scratchBytes?: number;
  /** Fewer and larger shares, for programs that do some work again for each. */
  readonly sharesPerThread?: number;
  /** On the calling thread: for work that is done sooner than a helper wakes up. */
  readonly alone?: boolean;
}

type ArgumentsOf<N extends ProgramName> = Arguments<(typeof programs)[N]["signature"]>;

/** Starts a helper, which says a word when it is ready. */
async function startWorker(workerData: WorkerStart): Promise<Worker> {
  const worker = new Worker(new URL("./worker.js", import.meta.url), {workerData});
  await once(worker, "message");
  worker.unref();
  return worker;
}

/** Our programs in WebAssembly, on the calling thread and its helpers. */
export class NativePrograms {
  private readonly names = Object.keys(programs);
  private readonly calls: ReturnType<typeof callsOf>;
  private readonly address: number;
  private readonly workers: readonly Worker[];

  private constructor(
    private readonly heap: Heap,
    start: Omit<WorkerStart, "thread">,
    workers: readonly Worker[],
  ) {
    this.workers = workers;
    this.address = start.control;
    this.calls = callsOf(new webAssembly.Instance(start.module, {env: {memory: start.memory}}), this.names);
  }

  /**
   * Builds the programs and starts the helpers.
   *
   * @param threads  Threads wanted, with the calling one. More than one need shared memory.
   */
  static async start(heap: Heap, threads: number): Promise<NativePrograms> {
    const {memory} = heap;
    const bodies = Object.fromEntries(Object.entries(programs).map(([name, {body}]) => [name, body]));
    const shared = memory.buffer instanceof SharedArrayBuffer;
    const module = new webAssembly.Module(buildModule(bodies, PARAMETERS, shared));
    const control = heap.allocate(CONTROL_BYTES + ARGUMENT_BYTES);
    new Int32Array(memory.buffer, control, CONTROL_BYTES / 4).fill(0);
    const start = {module, memory, control, names: Object.keys(programs)};
    const helpers = shared ? threads - 1 : 0;
    const started = Array.from({length: helpers}, (_, index) => startWorker({...start, thread: index + 1}));
    return new NativePrograms(heap, start, await Promise.all(started));
  }

  /** Threads that work on a call, with the calling one. */
  get threads(): number {
    return this.workers.length + 1;
  }

  /** Does `items` pieces of work of a program and returns when all are done. */
  run<N extends ProgramName>(name: N, args: ArgumentsOf<N>, items: number, options: RunOptions = {}): void {
    if (items === 0) return;
    const {scratchBytes = 0, sharesPerThread = SHARES_PER_THREAD, alone = false} = options;
    const threads = alone ? 1 : this.threads;
    const {heap} = this;
    const stride = Math.ceil(scratchBytes / 64) * 64;
    const scratch = stride === 0 ? 0 : heap.allocate(stride * threads);
    try {
      const control = this.control();
      this.writeArguments(name, args);
      control[CONTROL.program] = this.names.indexOf(name);
      control[CONTROL.items] = items;
      control[CONTROL.least] = Math.ceil(items / (threads * sharesPerThread));
      control[CONTROL.threads] = threads;
      control[CONTROL.scratch] = scratch;
      control[CONTROL.scratchBytes] = stride;
      this.callAll(control, items);
    } finally {
      if (scratch !== 0) heap.free(scratch);
    }
  }

  /** Ends the helpers. */
  stop(): void {
    const control = this.control();
    Atomics.store(control, CONTROL.stop, 1);
    Atomics.add(control, CONTROL.call, 1);
    Atomics.notify(control, CONTROL.call);
  }

  /** Opens the call to the helpers, takes part, and closes it: nobody waits for a helper that has not even woken up. */
  private callAll(control: Int32Array, items: number): void {
    Atomics.store(control, CONTROL.next, 0);
    if (control[CONTROL.threads] === 1 || items === 1) {
      work(control, this.address, this.calls, 0);
      return;
    }
    Atomics.store(control, CONTROL.open, 1);
    Atomics.add(control, CONTROL.call, 1);
    Atomics.notify(control, CONTROL.call);
    try {
      work(control, this.address, this.calls, 0);
    } finally {
      Atomics.store(control, CONTROL.open, 0);
      for (let spins = 0; ; spins++) {
        const active = Atomics.load(control, CONTROL.active);
        if (active === 0) break;
        if (spins > SPINS) Atomics.wait(control, CONTROL.active, active);
      }
    }
    if (Atomics.load(control, CONTROL.failed) === 1)
      throw new Error(
        `wasm: a helper thread must finish its share, got a fault in program ${control[CONTROL.program]}`,
      );
  }

  private writeArguments<N extends ProgramName>(name: N, args: ArgumentsOf<N>): void {
    const place = this.address + CONTROL_BYTES;
    const {buffer} = this.heap.memory;
    const integers = new Int32Array(buffer, place, ARGUMENT_BYTES / 4);
    const floats = new Float32Array(buffer, place, ARGUMENT_BYTES / 4);
    const values: Readonly<Record<string, number>> = args;
    const signature: Signature = programs[name].signature;
    for (const [index, [key, kind]] of Object.entries(signature).entries())
      if (kind === "f32") floats[index] = values[key];
      else integers[index] = values[key];
  }

  private control(): Int32Array {
    return new Int32Array(this.heap.memory.buffer, this.address, CONTROL_BYTES / 4);
  }
}
