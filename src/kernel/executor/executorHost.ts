import {setTimeout} from "node:timers/promises";
import type {MimeBundle} from "../../core/mime.js";
import type {CompiledCell} from "../compile/compiledCell.js";
import {EXECUTOR_START_MS, STOP_CANCEL_MS, STOP_KILL_MS, STOP_RETRY_MS} from "../limits.js";
import type {ErrorOutput} from "../output.js";
import type {CommMessage, Executor, ExecutorOptions, RunOptions, RunOutcome} from "./executor.js";
import {ExecutorProcess} from "./executorProcess.js";
import type {Frame} from "./frames.js";
import {INTERRUPTED, kernelError, lossReason} from "./losses.js";
import type {Report} from "./messages.js";
import {OutputQueue} from "./outputQueue.js";

/** An executor whose child is started by `start` or by the first cell. */
export function createExecutor(options: ExecutorOptions): Executor {
  return new ExecutorHost(options);
}

type Evaluated = {ok: true; data: MimeBundle} | {ok: false; error: ErrorOutput};

/** What waits for the child. */
interface Work {
  readonly cell: number;
  /** Ends it with the executor lost or stopped. */
  readonly giveUp: (how: "stopped" | "lost", error: ErrorOutput) => void;
}

/** A child and what is known of it. */
interface Life {
  readonly process: ExecutorProcess;
  readonly ready: Promise<void>;
  markReady: () => void;
  /** Resolves once its end has been dealt with. */
  readonly over: Promise<void>;
  /** Its end is what somebody asked for. */
  isEndExpected: boolean;
  wasStopped: boolean;
  exit: {cell: number; code: number} | undefined;
}

class ExecutorHost implements Executor {
  readonly #options: ExecutorOptions;
  readonly #queue: OutputQueue;
  #life: Life | undefined;
  #isClosed = false;
  #lastCell = 0;
  #run: (Work & {end: (outcome: RunOutcome) => void}) | undefined;
  #evaluation: (Work & {end: (evaluated: Evaluated) => void}) | undefined;
  #stopping: Promise<void> | undefined;
  #sequence = 0;
  #quiet = new Map<number, () => void>();
  #question: {blocking: boolean} | undefined;

  constructor(options: ExecutorOptions) {
    this.#options = options;
    this.#queue = new OutputQueue(
      (cell, output) => options.events.output(cell, output),
      // a stop has to see the end of a flood, so it reads on whatever its reader does
      isFull => this.#life?.process.setPaused(isFull && this.#stopping === undefined),
    );
  }

  get pid(): number | undefined {
    return this.#life?.process.pid;
  }

  async start(): Promise<void> {
    await this.#alive();
  }

  async run(cell: CompiledCell, options: RunOptions): Promise<RunOutcome> {
    const {process} = await this.#alive();
    if (this.#run !== undefined)
      throw new Error(`run: one cell at a time, got Cell ${options.count} while Cell ${this.#run.cell} runs`);
    const {count, silent = false, allowInput = false} = options;
    this.#lastCell = count;
    return new Promise(resolve => {
      const end = (outcome: RunOutcome) => {
        this.#run = undefined;
        this.#question = undefined;
        resolve(outcome);
      };
      const giveUp: Work["giveUp"] = (how, error) => {
        this.#queue.push(count, error);
        this.#queue.afterAll(() => end(how));
      };
      this.#run = {cell: count, end, giveUp};
      process.send({type: "run", cell, count, silent, allowInput});
    });
  }

  async evaluate(cell: CompiledCell): Promise<Evaluated> {
    const {process} = await this.#alive();
    return new Promise(resolve => {
      const end = (evaluated: Evaluated) => {
        this.#evaluation = undefined;
        resolve(evaluated);
      };
      this.#evaluation = {cell: this.#lastCell, end, giveUp: (_, error) => end({ok: false, error})};
      process.send({type: "evaluate", cell});
    });
  }

  async stop(): Promise<void> {
    const life = this.#life;
    if (life === undefined) return;
    this.#stopping ??= this.#stopLife(life).finally(() => {
      this.#stopping = undefined;
    });
    return this.#stopping;
  }

  answer(text: string): void {
    const question = this.#question;
    this.#question = undefined;
    if (question === undefined) return;
    if (question.blocking) this.#life?.process.control({type: "answer", text});
    else this.#life?.process.send({type: "answer", text});
  }

  comm(message: CommMessage): void {
    this.#life?.process.send({type: "comm", message});
  }

  async restart(): Promise<void> {
    await this.#end("The kernel was restarted. Variables are gone: run the cells again from the top");
    await this.start();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#end("The kernel was shut down");
  }

  /** The child, started if there is none, once a stop that is under way is over. */
  async #alive(): Promise<Life> {
    await this.#stopping;
    if (this.#isClosed) throw new Error("executor: must be open, got a call after close");
    this.#life ??= this.#newLife();
    const life = this.#life;
    await life.ready;
    return life;
  }

  #newLife(): Life {
    const {cwd, env, memoryMb} = this.#options;
    let markReady = () => {};
    let markOver = () => {};
    const isReady = new Promise<boolean>(resolve => {
      markReady = () => resolve(true);
    });
    const over = new Promise<void>(resolve => {
      markOver = resolve;
    });
    const process = new ExecutorProcess(
      {cwd, ...(env && {env}), ...(memoryMb !== undefined && {memoryMb})},
      {
        frame: frame => this.#receive(frame, life),
        foreign: (name, text) =>
          this.#queue.push(this.#run?.cell ?? this.#lastCell, {type: "stream", name, text}),
        end: (code, signal, crashText) => {
          this.#lost(life, code, signal, crashText);
          markOver();
        },
      },
    );
    const tooLong = setTimeout(EXECUTOR_START_MS, false, {ref: false});
    const ready = Promise.race([isReady, over.then(() => false), tooLong]).then(isUp => {
      if (isUp) return;
      process.kill();
      throw new Error(
        `executor: the process that runs the cells must start within ${EXECUTOR_START_MS} ms, got none in ${cwd}`,
      );
    });
    ready.catch(() => undefined);
    const life: Life = {
      process,
      ready,
      markReady,
      over,
      isEndExpected: false,
      wasStopped: false,
      exit: undefined,
    };
    return life;
  }

  #receive(frame: Frame, life: Life): void {
    if (frame.type === "stream")
      this.#queue.push(frame.cell, {type: "stream", name: frame.name, text: frame.text});
    else this.#hear(frame.report, life);
  }

  #hear(report: Report, life: Life): void {
    const {events} = this.#options;
    switch (report.type) {
      case "ready":
        life.markReady();
        break;
      case "output":
        this.#queue.push(report.cell, report.output);
        break;
      case "done":
        void this.#done(report.end, life);
        break;
      case "evaluated": {
        const {data, error} = report;
        this.#evaluation?.end(data ? {ok: true, data} : {ok: false, error: error ?? kernelError("no value")});
        break;
      }
      case "quiet":
        for (const [sequence, resolve] of this.#quiet) if (sequence <= report.sequence) resolve();
        break;
      case "input":
        this.#question = {blocking: report.blocking};
        this.#queue.afterAll(() => events.input(report.cell, report.prompt, report.password));
        break;
      case "comm":
        this.#queue.afterAll(() => events.comm(report.cell, report.message));
        break;
      case "module":
        void this.#compile(report.id, report.file, life);
        break;
      case "types":
        void this.#checkTypes(report.id, report.code, life);
        break;
      case "exit":
        life.exit = {cell: report.cell, code: report.code};
        break;
    }
  }

  async #done(outcome: RunOutcome, life: Life): Promise<void> {
    const run = this.#run;
    await life.process.drained();
    this.#queue.afterAll(() => run?.end(outcome));
  }

  async #compile(id: number, file: string, {process}: Life): Promise<void> {
    try {
      process.send({type: "module", id, module: await this.#options.events.module(file)});
    } catch (error) {
      process.send({
        type: "moduleFailed",
        id,
        message: error instanceof Error ? error.message : String(error),
      });
    }
  }

  async #checkTypes(id: number, code: string, {process}: Life): Promise<void> {
    const errors = await this.#options.events.typeErrors(code).catch(() => undefined);
    process.send({type: "types", id, ...(errors && {errors})});
  }

  /** Cancel, then terminate, then kill; each step only if the one before has not been answered. */
  async #stopLife(life: Life): Promise<void> {
    const {process} = life;
    process.setPaused(false);
    const deadline = Date.now() + STOP_CANCEL_MS + STOP_KILL_MS;
    for (let patience = STOP_CANCEL_MS; process.isAlive; patience = STOP_RETRY_MS) {
      const sequence = ++this.#sequence;
      process.send({type: "cancel", sequence});
      if (await this.#isQuiet(sequence, patience)) return this.#endLost(life);
      if (Date.now() >= deadline) {
        life.wasStopped = true;
        process.kill();
        break;
      }
      process.control({type: "terminate", sequence});
    }
    await life.over;
    await this.#life?.ready.catch(() => undefined);
  }

  async #isQuiet(sequence: number, patienceMs: number): Promise<boolean> {
    const quiet = new Promise<boolean>(resolve => {
      this.#quiet.set(sequence, () => resolve(true));
    });
    const isQuiet = await Promise.race([quiet, setTimeout(patienceMs, false)]);
    this.#quiet.delete(sequence);
    return isQuiet;
  }

  /** A termination at an unlucky moment can take the cell's own last message with it. */
  async #endLost({process}: Life): Promise<void> {
    await process.drained();
    await new Promise<void>(resolve => this.#queue.afterAll(resolve));
    this.#run?.giveUp("stopped", INTERRUPTED);
    this.#evaluation?.giveUp("stopped", INTERRUPTED);
  }

  /** The child is gone: say so where it happened, put a new one in its place, say that too. */
  #lost(life: Life, code: number | null, signal: NodeJS.Signals | null, crashText: string): void {
    if (this.#life === life) this.#life = undefined;
    if (life.isEndExpected || this.#isClosed) return;
    const {events, memoryMb} = this.#options;
    const {wasStopped, exit} = life;
    const reason = lossReason({
      code,
      signal,
      crashText,
      wasStopped,
      ...(exit && {exitCode: exit.code}),
      ...(memoryMb !== undefined && {memoryMb}),
    });
    const next = this.#newLife();
    this.#life = next;
    const run = this.#run;
    // the cell whose timer ended it all need not be the one that runs
    const cells = new Set([exit?.cell, run?.cell].filter(cell => cell !== undefined));
    if (cells.size === 0) cells.add(this.#lastCell);
    for (const cell of cells) this.#queue.push(cell, kernelError(reason));
    this.#queue.afterAll(async () => {
      await next.ready.catch(() => undefined);
      events.restarted(reason);
      run?.end("lost");
      this.#evaluation?.giveUp("lost", kernelError(reason));
    });
  }

  async #end(reason: string): Promise<void> {
    const life = this.#life;
    if (life === undefined) return;
    life.isEndExpected = true;
    await life.process.close();
    await life.over;
    this.#run?.giveUp("lost", kernelError(reason));
    this.#evaluation?.giveUp("lost", kernelError(reason));
  }
}
