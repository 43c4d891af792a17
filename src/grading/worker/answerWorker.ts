import type {ChildProcess} from "node:child_process";
import {randomBytes} from "node:crypto";
import {type Answer, AnswerStopped, AnswerThrew, type Argument} from "../../exercise/answer.js";
import type {Budget} from "../../exercise/exercise.js";
import {NotAttempted} from "../../exercise/notAttempted.js";
import type {Value} from "../../exercise/value.js";
import {kindText} from "../../exercise/valueText.js";
import {WrongAnswer} from "../../exercise/wrongAnswer.js";
import {FrameReader, frameOf} from "../frames.js";
import type {Sandbox, WorkerLimits} from "../sandbox/sandbox.js";
import {
  CONSOLE_TEXT,
  FRAME_BYTES,
  IDLE_CPU_MS,
  IDLE_SECONDS,
  LAST_WORDS,
  NOTE_COUNT,
  POLL_MS,
  WALL_EXTRA_SECONDS,
  WALL_FACTOR,
} from "./limits.js";
import type {WorkerRequest} from "./messages.js";
import {type CheckedReply, readReply} from "./readReply.js";
import {argumentValue, decodeValue, encodeArgument, WireError} from "./wire.js";

export interface OpenOptions {
  readonly realm: "context" | "main";
  /** Of `Math.random`; 1 unless said otherwise. */
  readonly seed?: number;
  readonly budget: Budget;
  /** For an answer that uses TensorFlow.js: the wasm engine in one thread, whatever the machine has. Default false. */
  readonly engine?: boolean;
}

/** What an answer printed and reached for. Text of a hidden case's worker is for nobody's eyes. */
export interface Remarks {
  readonly text: string;
  readonly notes: readonly string[];
}

/** A request that waits for its reply. */
interface Pending {
  readonly id: string;
  readonly resolve: (reply: CheckedReply) => void;
  readonly reject: (error: AnswerStopped) => void;
}

/** Starts a worker in a sandbox; resolves at once, and what goes wrong at the start comes out of the first call as a grader fault. */
export async function startWorker(sandbox: Sandbox, limits: WorkerLimits): Promise<AnswerWorker> {
  return new AnswerWorker(sandbox, limits);
}

/**
 * The judge's end of a worker: sends calls, takes values. Whatever else comes back ends the worker, and the call that waits
 * for it gets an `AnswerStopped` that says why. One answer at a time is open.
 */
export class AnswerWorker {
  readonly #sandbox: Sandbox;
  readonly #process: ChildProcess;
  #ready = false;
  #pending: Pending | undefined;
  #stopped: AnswerStopped | undefined;
  #exited: Promise<void>;
  #budget: Budget = {seconds: 1, memoryMb: 1};
  /** Processor time when the open answer began, and wall time since then in which a call of it was open. */
  #cpuBefore = 0;
  #wallMs = 0;
  #lastCpu = 0;
  /** Processor and wall time of the open answer when it was last seen at work. */
  #busyCpu = 0;
  #busyWallMs = 0;
  #text = "";
  #notes = new Set<string>();
  #lastWords = "";

  constructor(sandbox: Sandbox, limits: WorkerLimits) {
    this.#sandbox = sandbox;
    this.#process = sandbox.launch(limits);
    const {stdin, stdout, stderr} = this.#process;
    const frames = new FrameReader(FRAME_BYTES, frame => this.#take(frame));
    stdout?.on("data", (chunk: Buffer) => {
      if (this.#stopped === undefined && !frames.push(chunk)) this.#end(tampered());
    });
    stderr?.on("data", (chunk: Buffer) => {
      this.#lastWords = (this.#lastWords + chunk.toString("latin1")).slice(-LAST_WORDS);
    });
    for (const stream of [stdin, stdout, stderr]) stream?.on("error", () => {}); // the exit says more
    this.#exited = new Promise(resolve => {
      this.#process.once("error", error => {
        this.#end(new AnswerStopped("grader-fault", `The worker could not be started (${error.message}).`));
        resolve();
      });
      this.#process.once("close", (code, signal) => {
        this.#end(this.#afterExit(code, signal));
        resolve();
      });
    });
  }

  /** Whether nothing can be asked of it any more. */
  get isOver(): boolean {
    return this.#stopped !== undefined;
  }

  /** Processor time so far; after the end, as it was last read. */
  cpuMs(): number {
    this.#lastCpu = this.#sandbox.cpuMs(this.#process) ?? this.#lastCpu;
    return this.#lastCpu;
  }

  /**
   * Runs an answer's code: the body of an async function with the parameter `require` that returns the answer. An error in it
   * comes out of the first call.
   */
  open(code: string, {realm, seed = 1, budget, engine = false}: OpenOptions): Answer {
    this.#budget = budget;
    this.#cpuBefore = this.cpuMs();
    this.#wallMs = 0;
    this.#busyCpu = this.#cpuBefore;
    this.#busyWallMs = 0;
    this.takeRemarks();
    const opened = this.#ask({type: "open", id: newId(), realm, seed, engine, code});
    opened.catch(() => {}); // every call rethrows it
    const ask = async (request: WorkerRequest, args?: readonly Argument[]): Promise<Value> => {
      this.#read(await opened, undefined);
      return this.#read(await this.#ask(request), args);
    };
    return {
      call: (...args) => ask({type: "call", id: newId(), args: args.map(encodeArgument)}, args),
      value: () => ask({type: "value", id: newId()}),
    };
  }

  /** What the open answer printed and reached for since this was last asked. */
  takeRemarks(): Remarks {
    const remarks = {text: this.#text, notes: [...this.#notes]};
    this.#text = "";
    this.#notes.clear();
    return remarks;
  }

  /** Ends the worker with everything that it started. */
  async stop(): Promise<void> {
    this.#end(new AnswerStopped("grader-fault", "The worker was stopped before its answer."));
    await this.#exited;
  }

  async #ask(request: WorkerRequest): Promise<CheckedReply> {
    if (this.#stopped !== undefined) throw this.#stopped;
    if (this.#pending !== undefined) {
      throw new AnswerStopped("grader-fault", "A check asked for a second result before the first had come.");
    }
    const reply = new Promise<CheckedReply>((resolve, reject) => {
      this.#pending = {id: request.id, resolve, reject};
    });
    const started = performance.now();
    const wallBefore = this.#wallMs;
    const watch = setInterval(() => {
      this.#wallMs = wallBefore + performance.now() - started;
      this.#watchBudget();
    }, POLL_MS);
    try {
      this.#process.stdin?.write(frameOf(request));
      return await reply;
    } finally {
      clearInterval(watch);
      this.#wallMs = wallBefore + performance.now() - started;
      this.#pending = undefined;
    }
  }

  #watchBudget(): void {
    const {seconds} = this.#budget;
    const wallSeconds = seconds * WALL_FACTOR + WALL_EXTRA_SECONDS;
    if (this.#sandbox.wasOutOfMemory(this.#process)) {
      this.#end(outOfMemory(this.#budget.memoryMb)); // of a tree of processes the kernel ends one
      return;
    }
    const cpu = this.cpuMs();
    if (cpu - this.#busyCpu > IDLE_CPU_MS) {
      this.#busyCpu = cpu;
      this.#busyWallMs = this.#wallMs;
    }
    const idleSeconds = (this.#wallMs - this.#busyWallMs) / 1000;
    if (cpu - this.#cpuBefore > seconds * 1000) this.#end(outOfTime(seconds));
    else if (this.#wallMs > wallSeconds * 1000) this.#end(stillWaiting(wallSeconds));
    else if (idleSeconds > IDLE_SECONDS) this.#end(stillWaiting(IDLE_SECONDS));
  }

  #take(frame: Buffer): void {
    if (this.#stopped !== undefined) return;
    let reply: CheckedReply;
    try {
      reply = readReply(frame);
    } catch {
      this.#end(tampered());
      return;
    }
    if (reply.type === "text") {
      if (this.#text.length < 2 * CONSOLE_TEXT) this.#text += reply.text.slice(0, 2 * CONSOLE_TEXT);
    } else if (reply.type === "note") {
      if (this.#notes.size < NOTE_COUNT) this.#notes.add(reply.text);
    } else if (reply.type === "ready" && !this.#ready) this.#ready = true;
    else if (reply.type === "ready" || !this.#ready || reply.id !== this.#pending?.id) this.#end(tampered());
    else if (this.#sandbox.wasOutOfMemory(this.#process)) this.#end(outOfMemory(this.#budget.memoryMb));
    else {
      const {resolve} = this.#pending;
      this.#pending = undefined; // a second reply to the same call is one too many
      resolve(reply);
    }
  }

  /** A reply as a check sees it. */
  #read(reply: CheckedReply, args: readonly Argument[] | undefined): Value {
    const values = args?.map(argumentValue);
    try {
      switch (reply.type) {
        case "reply":
          return decodeValue(reply.value);
        case "not-attempted":
          throw new NotAttempted();
        case "not-a-function":
          throw new WrongAnswer(
            `The answer must be a function, but it is ${kindText(decodeValue(reply.value))}.`,
          );
        case "never-settles":
          throw new AnswerThrew("It returned a promise that never settles.", values);
        case "threw":
          if (isOutOfMemory(reply)) {
            const stopped = outOfMemory(this.#budget.memoryMb);
            this.#end(stopped);
            throw stopped;
          }
          throw new AnswerThrew(thrownText(reply), values);
        default:
          throw new WireError("a reply must be of a known type");
      }
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      const stopped = tampered();
      this.#end(stopped);
      throw stopped;
    }
  }

  /** Ends the worker once, for the first reason that comes up. */
  #end(reason: AnswerStopped): void {
    if (this.#stopped !== undefined) return;
    this.cpuMs();
    this.#stopped = reason;
    const pending = this.#pending;
    this.#pending = undefined;
    pending?.reject(reason);
    this.#process.kill("SIGKILL");
  }

  #afterExit(code: number | null, signal: NodeJS.Signals | null): AnswerStopped {
    const how = signal ?? `code ${code}`;
    const ranOut = this.#sandbox.wasOutOfMemory(this.#process);
    if (ranOut || /out of memory|heap limit|allocation failed/i.test(this.#lastWords)) {
      return outOfMemory(this.#budget.memoryMb);
    }
    if (!this.#ready) {
      const words = this.#lastWords.trim().slice(-300);
      return new AnswerStopped("grader-fault", `The worker ended before it was ready (${how}): ${words}`);
    }
    if (this.#lastCpu - this.#cpuBefore > this.#budget.seconds * 1000) return outOfTime(this.#budget.seconds);
    return new AnswerStopped("threw", "It ended the process instead of returning a result.");
  }
}

function newId(): string {
  return randomBytes(12).toString("hex");
}

function tampered(): AnswerStopped {
  return new AnswerStopped("tampered", "It wrote on the channel between the grader and the answer.");
}

function outOfTime(seconds: number): AnswerStopped {
  return new AnswerStopped("timeout", `It used up its ${seconds} s of processor time.`);
}

function stillWaiting(seconds: number): AnswerStopped {
  return new AnswerStopped("timeout", `It was still waiting for something after ${seconds} s.`);
}

function outOfMemory(memoryMb: number): AnswerStopped {
  return new AnswerStopped("memory", `It used more than the ${memoryMb} MB of memory that it may.`);
}

/** A buffer beyond the limit is an ordinary error to the answer. */
function isOutOfMemory({name, message}: CheckedReply & {readonly type: "threw"}): boolean {
  return name === "RangeError" && /allocation failed|could not allocate memory/i.test(message);
}

/** What the learner's code threw, in a sentence, as `localAnswer` says it. */
function thrownText({name, message, line, value}: CheckedReply & {readonly type: "threw"}): string {
  if (value !== undefined) return `It threw ${kindText(decodeValue(value))} instead of returning a result.`;
  if (name === "RangeError" && /call stack/i.test(message)) {
    return "It calls itself without end: no call reaches the case that returns a result.";
  }
  return `It threw ${name}${line === undefined ? "" : ` in line ${line}`}: ${message}`;
}
