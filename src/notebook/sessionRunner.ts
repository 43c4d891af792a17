import type {ErrorOutput, Output} from "../kernel/output.js";
import {Session} from "../kernel/session.js";
import type {TypeEngineName} from "../kernel/types/typeEngine.js";

import {typeScriptNumbers} from "./expectation.js";
import type {CellFailure, CellResult, CellRunner, LateOutput} from "./runner.js";

export interface SessionRunnerOptions {
  /** The notebook's folder. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly engine?: TypeEngineName | "auto";
  readonly onLate: LateOutput;
  /** Something a person should know once, such as a lost executor. */
  readonly onNotice: (text: string) => void;
}

/** The project's own kernel: a `Session`, as every other front end uses it. */
export class SessionRunner implements CellRunner {
  readonly kernel = "ours";
  readonly #session: Session;

  constructor({cwd, env, engine, onLate, onNotice}: SessionRunnerOptions) {
    this.#session = new Session({
      cwd,
      env,
      ...(engine && {engine}),
      events: {late: onLate, notice: onNotice, restarted: onNotice},
    });
  }

  start(): Promise<void> {
    return this.#session.start();
  }

  async run(code: string, onOutput: (output: Output) => void): Promise<CellResult> {
    const run = this.#session.run({code, stopOnError: false});
    for await (const output of run) onOutput(output);
    const {outcome, count, error} = await run.finished;
    if (outcome === "ok") return {count};
    return {count, failure: failureOf(error, outcome)};
  }

  stop(): Promise<void> {
    return this.#session.stop();
  }

  close(): Promise<void> {
    return this.#session.close();
  }
}

function failureOf(error: ErrorOutput | undefined, outcome: string): CellFailure {
  if (!error) return {name: "KernelError", message: `the cell ended as ${outcome}`, traceback: [], codes: []};
  const {name, message, traceback, frames} = error;
  const line = frames.find(frame => frame.file.startsWith("Cell "))?.line;
  return {
    name,
    message,
    traceback,
    codes: typeScriptNumbers(name, traceback),
    ...(line !== undefined && {line}),
  };
}
