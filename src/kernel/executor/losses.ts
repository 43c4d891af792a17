import type {ErrorOutput} from "../output.js";

const BOLD_RED = "\x1b[1;31m";
const RESET = "\x1b[0m";

/** The error shown in a cell that was stopped. */
export const INTERRUPTED = plainError("Interrupt", "the cell was stopped; variables keep their values");

export function kernelError(message: string): ErrorOutput {
  return plainError("KernelError", message);
}

function plainError(name: string, message: string): ErrorOutput {
  return {type: "error", name, message, traceback: [`${BOLD_RED}${name}${RESET}: ${message}`], frames: []};
}

/** What is known of the end of an executor's process. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What the engine itself wrote last. */
  readonly crashText: string;
  /** It called `process.exit` with this code. */
  readonly exitCode?: number;
  /** A stop had to kill it. */
  readonly wasStopped: boolean;
  /** Cap on its heap, when one was set. */
  readonly memoryMb?: number;
}

/** Why the executor went, as a sentence for the student. */
export function lossReason(end: ProcessEnd): string {
  return `${cause(end)}. Variables are gone: run the cells again from the top`;
}

function cause({code, signal, crashText, exitCode, wasStopped, memoryMb}: ProcessEnd): string {
  if (/out of memory|Allocation failed|OOM/i.test(crashText))
    return `Out of memory: the values of this notebook no longer fit${memoryMb === undefined ? "" : ` into ${memoryMb} MB`}`;
  if (exitCode !== undefined) return `process.exit(${exitCode}) ended the process that runs the cells`;
  if (wasStopped)
    return "The cell could not be stopped in any other way than by ending the process that runs the cells";
  if (signal === "SIGKILL" || signal === "SIGTERM" || signal === "SIGINT" || signal === "SIGHUP")
    return `The process that runs the cells was ended from outside (${signal}), perhaps for lack of memory`;
  if (signal !== null) return `The process that runs the cells crashed (${signal})`;
  return `The process that runs the cells ended (code ${code})`;
}

/**
 * Marks of text that Node or V8 writes when it ends; nobody but a developer of them wants to read it. The debugger it
 * waits for is our control thread.
 */
const CRASH_MARK =
  /^(?:<--- Last few GCs --->|FATAL ERROR:|# Fatal error|.*Assertion [`'].* failed|Error: async hook stack has become corrupted|Waiting for the debugger to disconnect\.\.\.)/m;

/** Takes the engine's last words out of the process's own error stream. */
export class CrashText {
  readonly #limit: number;
  #text = "";
  #isCrashing = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get text(): string {
    return this.#text;
  }

  /** The part of `text` that is for the student. */
  filter(text: string): string {
    const start = this.#isCrashing ? 0 : text.search(CRASH_MARK);
    if (start < 0) return text;
    this.#isCrashing = true;
    this.#text = (this.#text + text.slice(start)).slice(0, this.#limit);
    return text.slice(0, start).trimEnd();
  }
}
