import type {MimeBundle} from "../core/mime.js";
import type {CompileResult, Compiler} from "./compile/compiler.js";
import {createCompiler} from "./compile/compilerHost.js";
import type {CommMessage, Executor, RunOutcome} from "./executor/executor.js";
import {createExecutor} from "./executor/executorHost.js";
import {helpRequest, inspectionBundle} from "./helpRequest.js";
import {History} from "./history.js";
import type {Output} from "./output.js";
import {OutputCaps} from "./outputCaps.js";
import {
  type CellId,
  type ExpressionValue,
  type Run,
  RunningCell,
  type RunRequest,
  type RunResult,
} from "./run.js";
import {failure, Interrupt, typeErrorOutput} from "./sessionErrors.js";
import type {Completeness, Completions, Inspection, TypeEngineName} from "./types/typeEngine.js";

/** Cells that do not count are numbered from here, so that their late output is not taken for another cell's. */
const UNCOUNTED = 1_000_000_000;

/** What a session says of its own accord, outside of any run. */
export interface SessionEvents {
  /** Output of a cell that has already ended. Nothing more is read from the executor while a returned promise is pending. */
  late(cell: number, output: Output): void | Promise<void>;
  /** The running cell waits for a line of text; answer with `Session.input`. */
  input(cell: number, prompt: string, password: boolean): void;
  comm(cell: number, message: CommMessage): void;
  /** All variables are gone; `reason` is a sentence for a person. */
  restarted(reason: string): void;
  /** Something a person should know once: another type engine has taken over. */
  notice(text: string): void;
}

export interface SessionOptions {
  /** The notebook's folder. */
  readonly cwd: string;
  /** Default `auto`. */
  readonly engine?: TypeEngineName | "auto";
  /** Output of one cell that is passed on, in bytes; 0 for all. Default `KERNELBOOK_OUTPUT_CAP`, else 64 MB. */
  readonly outputCapBytes?: number;
  /** Extra environment variables of the process that runs the cells. */
  readonly env?: Readonly<Record<string, string>>;
  readonly events?: Partial<SessionEvents>;
}

/**
 * One notebook's life: cells are checked, transformed, run and remembered one after another. Every front end (the
 * Jupyter kernel, `kernelbook run`, a web page) is a transport over this class, so they cannot differ.
 */
export class Session {
  readonly history = new History();
  /** May be set after `start`, by a transport that is loaded while compiler and executor start. */
  events: Partial<SessionEvents>;
  readonly #options: SessionOptions;
  readonly #caps: OutputCaps;
  readonly #queue: RunningCell[] = [];
  readonly #comms = new Map<string, string>();
  #current: RunningCell | undefined;
  #compiler: Compiler | undefined;
  #executor: Executor | undefined;
  /** Resolves once the running cell's types are part of what later cells see, or never will be. */
  #settled: Promise<void> = Promise.resolve();
  #count = 0;
  #uncounted = 0;
  #closed = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.events = options.events ?? {};
    this.#caps = new OutputCaps(options.outputCapBytes);
  }

  /** Number of the last cell that counts. */
  get count(): number {
    return this.#count;
  }

  /** Process that runs the cells, once it is up. */
  get executorPid(): number | undefined {
    return this.#executor?.pid;
  }

  /** Which type engine answers, once it is up. */
  get engine(): TypeEngineName | undefined {
    return this.#compiler?.engine;
  }

  /** Open comms: id -> target. */
  get comms(): ReadonlyMap<string, string> {
    return this.#comms;
  }

  /** Starts compiler and executor, side by side. The first `run` does it too. */
  async start(): Promise<void> {
    await this.#parts().executor.start();
  }

  /** Queues a cell. */
  run(request: RunRequest): Run {
    const run = new RunningCell(request);
    this.#queue.push(run);
    if (this.#current === undefined) void this.#runQueue();
    return run;
  }

  /** Ends what runs now and whatever earlier cells left running. Resolves once nothing runs. */
  async stop(): Promise<void> {
    this.#current?.stop();
    await Promise.all([this.#compiler?.stop(), this.#executor?.stop()]);
  }

  /** Forgets all variables, types, counts and history, and every cell that waits. */
  async restart(): Promise<void> {
    await this.start();
    this.#abortQueue();
    this.#current?.stop();
    await Promise.all([this.#compiler?.stop(), this.#executor?.restart()]);
    await this.#current?.finished;
    await this.#compiler?.reset();
    this.#comms.clear();
    this.#caps.reset();
    this.history.clear();
    this.#count = 0;
  }

  /** @param offset  Cursor, in UTF-16 code units. */
  async complete(code: string, offset: number): Promise<Completions> {
    return await (await this.#settledCompiler()).complete(code, offset);
  }

  /** @param offset  Cursor, in UTF-16 code units. */
  async inspect(code: string, offset: number): Promise<Inspection | undefined> {
    return await (await this.#settledCompiler()).inspect(code, offset);
  }

  async isComplete(code: string): Promise<Completeness> {
    return await (await this.#settledCompiler()).isComplete(code);
  }

  /** Answers the `input` event. */
  input(answer: string): void {
    this.#executor?.answer(answer);
  }

  /** Passes a message of a front end's widget to the cells. */
  async comm(message: CommMessage): Promise<void> {
    await this.start();
    this.#trackComm(message);
    this.#parts().executor.comm(message);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#abortQueue();
    this.#current?.stop();
    await Promise.all([this.#executor?.close(), this.#compiler?.close()]);
    await this.#current?.finished;
    this.#caps.reset();
  }

  #parts(): {compiler: Compiler; executor: Executor} {
    if (this.#closed) throw new Error("session: must be open, got a call after close");
    this.#compiler ??= this.#createCompiler();
    this.#executor ??= this.#createExecutor(this.#compiler);
    return {compiler: this.#compiler, executor: this.#executor};
  }

  #createCompiler(): Compiler {
    const {cwd, engine = "auto"} = this.#options;
    return createCompiler({cwd, engine, onNotice: text => this.events.notice?.(text)});
  }

  #createExecutor(compiler: Compiler): Executor {
    const {cwd, env} = this.#options;
    return createExecutor({
      cwd,
      ...(env && {env}),
      events: {
        output: (cell, output) => this.#output(cell, output),
        input: (cell, prompt, password) => this.events.input?.(cell, prompt, password),
        comm: (cell, message) => {
          this.#trackComm(message);
          this.events.comm?.(cell, message);
        },
        restarted: reason => this.#restarted(reason),
        module: file => compiler.module(file),
        typeErrors: code => this.#typeErrors(code),
      },
    });
  }

  /** For a question sent right behind a cell: it is about what that cell declares. */
  async #settledCompiler(): Promise<Compiler> {
    await this.#settled;
    return this.#parts().compiler;
  }

  async #typeErrors(code: string): Promise<readonly string[]> {
    // The compiler works in order: what the running cell declares has been committed by the time it asks.
    const compiled = await this.#parts().compiler.compile(code, "Types");
    return compiled.ok ? [] : compiled.diagnostics.map(({text}) => text);
  }

  async #runQueue(): Promise<void> {
    for (let run = this.#queue.shift(); run !== undefined; run = this.#queue.shift()) {
      this.#current = run;
      const result = await this.#runOne(run);
      const failed = result.outcome !== "ok";
      if (failed && run.request.stopOnError !== false) this.#abortQueue();
      await run.end(result);
      this.#current = undefined;
    }
  }

  async #runOne(run: RunningCell): Promise<RunResult> {
    const {request} = run;
    const cell = this.#nextCell(request);
    run.begin(cell, this.#caps.of(cell.id));
    let outcome: RunOutcome = "ok";
    let expressions: Record<string, ExpressionValue> = {};
    let page: MimeBundle | undefined;
    try {
      const name = helpRequest(request.code);
      if (name !== undefined) page = await this.#help(name);
      else outcome = await this.#compileAndRun(run, cell);
      if (outcome === "ok") expressions = await this.#evaluateAll(request.userExpressions ?? {});
    } catch (error) {
      // The kernel's own parts failed, or were stopped before the cell ran: the cell says so, the kernel lives on.
      run.output(failure(error));
      outcome = run.error?.name === "Interrupt" ? "stopped" : "error";
    }
    if (run.resultText !== undefined) this.history.setOutput(cell.id, run.resultText);
    return {
      outcome,
      count: cell.count,
      expressions,
      ...(run.error && outcome !== "ok" && {error: run.error}),
      ...(page && {page}),
    };
  }

  async #compileAndRun(run: RunningCell, cell: CellId): Promise<RunOutcome> {
    const {code, silent = false, allowInput = false} = run.request;
    const {compiler, executor} = this.#parts();
    const started = executor.start();
    const compiling = compiler.compile(code, cellName(cell));
    const committed = this.#commitBehind(compiling, run);
    this.#settled = committed;
    const [compiled] = await Promise.all([compiling, started]);
    if (run.isStopped) throw new Interrupt();
    if (!compiled.ok) {
      run.output(typeErrorOutput(compiled.diagnostics, cellName(cell)));
      return "error";
    }
    const outcome = await executor.run(compiled.cell, {count: cell.id, silent, allowInput});
    await committed;
    return outcome;
  }

  /** A cell that may run has its types remembered while it runs: what it declares counts, even if it throws half-way. */
  async #commitBehind(compiling: Promise<CompileResult>, run: RunningCell): Promise<void> {
    // A check that fails to finish is reported by the run itself.
    const compiled = await compiling.catch(() => undefined);
    if (compiled?.ok !== true || run.isStopped) return;
    await this.#compiler?.commit().catch(error => this.events.notice?.(String(error)));
  }

  async #help(name: string): Promise<MimeBundle> {
    const found = await (await this.#settledCompiler()).inspect(name, name.length);
    return found ? inspectionBundle(found) : {"text/plain": `Nothing is known of ${name}.`};
  }

  async #evaluateAll(
    expressions: Readonly<Record<string, string>>,
  ): Promise<Record<string, ExpressionValue>> {
    const values: Record<string, ExpressionValue> = {};
    for (const [name, code] of Object.entries(expressions)) values[name] = await this.#evaluate(code);
    return values;
  }

  async #evaluate(code: string): Promise<ExpressionValue> {
    const {compiler, executor} = this.#parts();
    const compiled = await compiler.compile(code, "Expression");
    if (compiled.ok) return await executor.evaluate(compiled.cell);
    return {ok: false, error: typeErrorOutput(compiled.diagnostics, "Expression")};
  }

  #nextCell(request: RunRequest): CellId {
    if (request.silent === true || request.storeHistory === false) {
      this.#uncounted += 1;
      return {id: UNCOUNTED + this.#uncounted, count: this.#count};
    }
    this.#count += 1;
    this.history.add(this.#count, request.code);
    return {id: this.#count, count: this.#count};
  }

  #output(id: number, output: Output): void | Promise<void> {
    const current = this.#current;
    if (current?.cell?.id === id && !current.isEnded) return current.output(output);
    const cap = this.#caps.of(id);
    const waits = cap.pass(output).map(passed => this.events.late?.(id, passed));
    return waits.at(-1) ?? cap.wait;
  }

  #trackComm(message: CommMessage): void {
    if (message.type === "open") this.#comms.set(message.id, message.target ?? "");
    if (message.type === "close") this.#comms.delete(message.id);
  }

  #restarted(reason: string): void {
    this.#comms.clear();
    this.#settled = this.#compiler?.reset() ?? Promise.resolve();
    this.events.restarted?.(reason);
  }

  #abortQueue(): void {
    for (const run of this.#queue.splice(0)) {
      void run.end({outcome: "aborted", count: this.#count, expressions: {}});
    }
  }
}

function cellName({id}: CellId): string {
  return id <= UNCOUNTED ? `Cell ${id}` : `Uncounted cell ${id - UNCOUNTED}`;
}
