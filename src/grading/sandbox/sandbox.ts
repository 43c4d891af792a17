import type {ChildProcess} from "node:child_process";

/** Ways to keep answers away from the machine, the best first; `none` only when the teacher asks for it. */
export type SandboxKind = "bubblewrap" | "namespaces" | "container" | "none";

/** Limits of one worker process. Memory and time beyond them end it; the judge sets its own, shorter ones for each question. */
export interface WorkerLimits {
  readonly cpuSeconds: number;
  readonly memoryMb: number;
}

/** Starts worker processes that share nothing with the machine but two pipes. */
export interface Sandbox {
  readonly kind: SandboxKind;
  /** What is active, in words for a report: `network namespace`, `no new privileges`. The same in every run on a machine. Empty for `none`. */
  readonly layers: readonly string[];
  /**
   * Starts a worker: `stdin` takes frames, `stdout` gives frames, `stderr` is free text.
   * Killing the process returned ends everything that the worker has started.
   */
  launch(limits: WorkerLimits): ChildProcess;
  /** Processor time of a worker so far, in milliseconds; undefined when it is gone or cannot be read. */
  cpuMs(worker: ChildProcess): number | undefined;
  /** Whether the kernel has ended this worker or something that it started for want of memory; false where nobody counts. */
  wasOutOfMemory(worker: ChildProcess): boolean;
  /** Ends all workers and leaves nothing behind. */
  close(): Promise<void>;
}
