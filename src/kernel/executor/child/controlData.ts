import type {MessagePort} from "node:worker_threads";

/** Pipe from the parent to the control thread; it closes when the parent is gone. */
export const CONTROL_FD = 3;
/** Pipe for ordered output. */
export const OUTPUT_FD = 4;

/** Places in the memory that main and control thread share. */
export const FLAG = {
  /** 1 once the answer to a `prompt` is on its port. */
  answered: 0,
  /** Sequence of the newest cancel that has reached the main thread: its event loop turned then. */
  received: 1,
  /** 1 while packages load. */
  loading: 2,
} as const;

export interface ControlData {
  readonly flags: Int32Array;
  readonly answers: MessagePort;
}

export function newFlags(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * Object.keys(FLAG).length));
}
