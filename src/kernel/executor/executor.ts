import type {MimeBundle} from "../../core/mime.js";
import type {CompiledCell, CompiledModule} from "../compile/compiledCell.js";
import type {ErrorOutput, Output} from "../output.js";

export interface CommMessage {
  readonly type: "open" | "message" | "close";
  readonly id: string;
  /** For `open`. */
  readonly target?: string;
  readonly data: MimeBundle;
  readonly metadata?: MimeBundle;
}

export type RunOutcome =
  /** Ran to its end. */
  | "ok"
  /** Threw; the error output has gone out. */
  | "error"
  /** Stopped on request; variables are kept; an `Interrupt` error output has gone out. */
  | "stopped"
  /** The executor died or had to be killed; a `KernelError` output has gone out and a new executor is up. */
  | "lost";

/** Everything the executor says of its own accord. `cell` is the count in `Cell 3` that it belongs to. */
export interface ExecutorEvents {
  /** In order. The executor's pipe is not read on while a returned promise is pending: back-pressure. */
  output(cell: number, output: Output): void | Promise<void>;
  /** A cell waits for a line of text; answer with `Executor.answer`. */
  input(cell: number, prompt: string, password: boolean): void;
  comm(cell: number, message: CommMessage): void;
  /** The executor was replaced: variables are gone. `reason` is a sentence for the student. Fires before `run` resolves. */
  restarted(reason: string): void;
  /** The executor needs a local TypeScript file as JavaScript. */
  module(file: string): Promise<CompiledModule>;
  /** A cell asks which type errors `code` would have as a next cell. */
  typeErrors(code: string): Promise<readonly string[]>;
}

export interface ExecutorOptions {
  /** The notebook's folder. */
  readonly cwd: string;
  readonly events: ExecutorEvents;
  /** Extra environment variables of the child. */
  readonly env?: Readonly<Record<string, string>>;
  /** Cap on the child's JavaScript heap, in MB; default: Node's own, which grows with the machine. */
  readonly memoryMb?: number;
}

export interface RunOptions {
  /** The count in `Cell 3`. */
  readonly count: number;
  /** No `result` output for the last expression. */
  readonly silent?: boolean;
  /** False: `prompt` and `input` throw instead of asking. */
  readonly allowInput?: boolean;
}

/** Runs cells in a child process that can always be stopped. Parent half; the child's is `child.ts`. */
export interface Executor {
  readonly pid: number | undefined;
  start(): Promise<void>;
  /** One at a time: the caller queues. */
  run(cell: CompiledCell, options: RunOptions): Promise<RunOutcome>;
  /** The value of a compiled one-expression cell as a bundle, without a trace in outputs or counts. */
  evaluate(cell: CompiledCell): Promise<{ok: true; data: MimeBundle} | {ok: false; error: ErrorOutput}>;
  /** Ends what runs now, and whatever earlier cells left running: cancel, then terminate, then kill. Resolves once nothing runs. */
  stop(): Promise<void>;
  answer(text: string): void;
  comm(message: CommMessage): void;
  restart(): Promise<void>;
  close(): Promise<void>;
}
