import type {WasmInstance, WasmMemory, WasmModule} from "../webAssembly.js";

/** Integers at the head of a call, in memory that all threads see. */
export const CONTROL = {
  /** Counts calls; workers sleep on it. */
  call: 0,
  /** Helpers that are at work, or looking whether there is any. */
  active: 1,
  /** First item that nobody has taken. */
  next: 2,
  items: 3,
  /** Fewest items taken at a time. */
  least: 4,
  /** Which program, by its place in the list. */
  program: 5,
  /** Scratch memory of the first thread, and how much each has. */
  scratch: 6,
  scratchBytes: 7,
  /** 1 ends the workers. */
  stop: 8,
  /** Set by a worker that failed. */
  failed: 9,
  /** Threads that may take part. */
  threads: 10,
  /** 1 while a call can be joined: what it says about itself stands still. */
  open: 11,
} as const;

/** Bytes of the control integers. */
export const CONTROL_BYTES = 64;
/** Bytes of a call's arguments, behind them. */
export const ARGUMENT_BYTES = 256;

/** What a worker is given when it starts. */
export interface WorkerStart {
  readonly module: WasmModule;
  readonly memory: WasmMemory;
  /** Address of the control integers. */
  readonly control: number;
  /** Names of the programs, in the order of their numbers. */
  readonly names: readonly string[];
  /** 1 for the first worker; the thread that calls is 0. */
  readonly thread: number;
}

type Call = (args: number, begin: number, end: number, scratch: number) => void;

/** Programs of an instance by number. */
export function callsOf(instance: WasmInstance, names: readonly string[]): Call[] {
  return names.map(name => instance.exports[name] as Call);
}

/**
 * Takes shares of the current call until none is left: a large one first, then smaller and smaller, so that all threads are
 * done at about the same time. Which thread takes which share changes nothing but the time.
 */
export function work(control: Int32Array, address: number, calls: readonly Call[], thread: number): void {
  const call = calls[control[CONTROL.program]];
  const items = control[CONTROL.items];
  const least = control[CONTROL.least];
  const threads = control[CONTROL.threads];
  const scratch = control[CONTROL.scratch] + thread * control[CONTROL.scratchBytes];
  for (;;) {
    const begin = Atomics.load(control, CONTROL.next);
    if (begin >= items) return;
    const share = threads === 1 ? items : Math.max(least, Math.ceil((items - begin) / (2 * threads)));
    const end = Math.min(items, begin + share);
    if (Atomics.compareExchange(control, CONTROL.next, begin, end) !== begin) continue;
    call(address + CONTROL_BYTES, begin, end, scratch);
  }
}
