import path from "node:path";
import {Worker} from "node:worker_threads";
import type {Completeness, Completions, Inspection, TypeEngineName} from "../types/typeEngine.js";
import type {CompiledModule} from "./compiledCell.js";
import type {CompileResult, Compiler, CompilerOptions} from "./compiler.js";
import type {CommittedCell, CompilerNews, CompilerRequest, CompilerStart} from "./compilerMessages.js";
import {CHECKER_HEAP_MB, CHECKER_YOUNG_HEAP_MB, STOP_QUESTION_MS} from "./limits.js";
import {TypeScript7Thread} from "./typescript7Thread.js";

/** Starts the compiler of a notebook; it gets ready by itself, and calls wait for it. */
export function createCompiler(options: CompilerOptions): Compiler {
  return new CompilerHost(options);
}

interface Pending {
  readonly request: CompilerRequest;
  readonly since: number;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** The main thread's half: keeps what is needed to start the thread anew, and does nothing that could block. */
class CompilerHost implements Compiler {
  readonly #options: CompilerOptions;
  /** In the order in which they were asked: the thread works on the first. */
  readonly #pending = new Map<number, Pending>();
  #committed: CommittedCell[] = [];
  #last: CommittedCell | undefined;
  /** Undefined after a thread died while starting, until somebody asks again. */
  #worker: Worker | undefined;
  /** The compiler's thread waits for it, where TypeScript 7 is wanted. */
  #typescript7: TypeScript7Thread | undefined;
  #engine: TypeEngineName | undefined;
  /** Whether this thread has come as far as to answer. */
  #isUp = false;
  #ids = 0;
  #isClosed = false;

  constructor(options: CompilerOptions) {
    this.#options = {...options, cwd: path.resolve(options.cwd)};
    this.#worker = this.#start();
  }

  get engine(): TypeEngineName | undefined {
    return this.#engine;
  }

  async compile(code: string, name: string): Promise<CompileResult> {
    this.#last = undefined;
    const result = (await this.#ask({method: "compile", code, name})) as CompileResult;
    if (result.ok) this.#last = {code, declared: result.cell.declared};
    return result;
  }

  async commit(): Promise<void> {
    if (this.#last === undefined) return;
    const cell = this.#last;
    this.#last = undefined;
    this.#committed.push(cell);
    await this.#ask({method: "commit", cell});
  }

  async complete(code: string, offset: number): Promise<Completions> {
    return (await this.#ask({method: "complete", code, offset})) as Completions;
  }

  async inspect(code: string, offset: number): Promise<Inspection | undefined> {
    return (await this.#ask({method: "inspect", code, offset})) as Inspection | undefined;
  }

  async isComplete(code: string): Promise<Completeness> {
    return (await this.#ask({method: "isComplete", code})) as Completeness;
  }

  async module(file: string): Promise<CompiledModule> {
    return (await this.#ask({
      method: "module",
      file: path.resolve(this.#options.cwd, file),
    })) as CompiledModule;
  }

  async reset(): Promise<void> {
    this.#committed = [];
    this.#last = undefined;
    await this.#ask({method: "reset"});
  }

  async stop(): Promise<void> {
    if (![...this.#pending.values()].some(hangs)) return;
    const stopped = new Error("Stopped while the cell was being checked");
    stopped.name = "Interrupt";
    await this.#end(stopped);
    if (!this.#isClosed) this.#worker ??= this.#start();
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#end(new Error("compiler: must be open, got a closed one"));
  }

  #ask(request: CompilerRequest): Promise<unknown> {
    if (this.#isClosed) return Promise.reject(new Error("compiler: must be open, got a closed one"));
    this.#worker ??= this.#start();
    const worker = this.#worker;
    const id = ++this.#ids;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, {request, since: performance.now(), resolve, reject});
      worker.postMessage({id, request});
    });
  }

  #start(): Worker {
    const {cwd, engine} = this.#options;
    this.#isUp = false;
    const wants7 = engine === "auto" || engine === "typescript7";
    this.#typescript7 = wants7 ? new TypeScript7Thread(cwd) : undefined;
    const link = this.#typescript7?.link;
    const start: CompilerStart = {cwd, engine, committed: this.#committed, typescript7: link};
    const worker = new Worker(new URL("./compilerWorker.js", import.meta.url), {
      name: "kernelbook compiler",
      workerData: start,
      transferList: link ? [link.port] : [],
      resourceLimits: {
        maxOldGenerationSizeMb: CHECKER_HEAP_MB,
        maxYoungGenerationSizeMb: CHECKER_YOUNG_HEAP_MB,
      },
    });
    worker.on("message", (news: CompilerNews) => {
      if (worker === this.#worker) this.#hear(news);
    });
    worker.on("error", (error: NodeJS.ErrnoException) => {
      if (worker === this.#worker) this.#replace(error);
    });
    return worker;
  }

  #hear(news: CompilerNews): void {
    switch (news.type) {
      case "notice":
        this.#options.onNotice?.(news.text);
        break;
      case "engine":
        this.#engine = news.name;
        this.#isUp = true;
        break;
      case "reply":
        this.#take(news.id)?.resolve(news.value);
        break;
      case "failure":
        this.#take(news.id)?.reject(errorOf(news.name, news.message));
    }
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }

  /** The thread is dead. What it was working on fails, the rest is asked again of a new one with the same cells. */
  #replace(error: NodeJS.ErrnoException): void {
    void this.#typescript7?.end();
    const why =
      error.code === "ERR_WORKER_OUT_OF_MEMORY"
        ? `ran out of memory (it may take ${CHECKER_HEAP_MB} MB)`
        : `failed (${error.message})`;
    this.#options.onNotice?.(`The type checker ${why} and was started anew; variables are as they were.`);
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    // one that can't even start would only die again
    const [failed, retried] = this.#isUp ? [pending.slice(0, 1), pending.slice(1)] : [pending, []];
    this.#worker = this.#isUp && !this.#isClosed ? this.#start() : undefined;
    for (const call of failed) giveUp(call, errorOf("KernelError", `The type checker ${why}`));
    for (const call of retried) {
      if (isKept(call.request)) call.resolve(undefined);
      else this.#ask(call.request).then(call.resolve, call.reject);
    }
  }

  async #end(reason: Error): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    for (const pending of this.#pending.values()) giveUp(pending, reason);
    this.#pending.clear();
    const typescript7 = this.#typescript7;
    this.#typescript7 = undefined;
    await Promise.all([typescript7?.end(), worker?.terminate()]);
  }
}

/** A cell that is being checked, or a question that should have been answered long ago. */
function hangs({request, since}: Pending): boolean {
  return request.method === "compile" || performance.now() - since > STOP_QUESTION_MS;
}

/** What a new thread is told at its start need not be asked of it again. */
function isKept({method}: CompilerRequest): boolean {
  return method === "commit" || method === "reset";
}

function giveUp({request, resolve, reject}: Pending, reason: Error): void {
  if (isKept(request)) resolve(undefined);
  else reject(reason);
}

function errorOf(name: string, message: string): Error {
  const error = name === "SyntaxError" ? new SyntaxError(message) : new Error(message);
  error.name = name;
  return error;
}
