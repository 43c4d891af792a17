import {type ChildProcess, spawn} from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import {fileURLToPath} from "node:url";
import {FrameReader, frameOf} from "../frames.js";
import {processTime} from "../sandbox/processTime.js";
import type {ChildReply} from "./childMessages.js";
import {
  CHILD_DATA_BYTES,
  CHILD_HEAP_MB,
  CHILD_SEMI_SPACE_MB,
  CPU_POLL_MS,
  MESSAGE_BYTES,
  PREPARE_CPU_SECONDS,
  PREPARE_WALL_SECONDS,
  STDERR_CHARACTERS,
} from "./limits.js";
import type {PreparedSubmission, PrepareRequest} from "./prepared.js";
import type {PreparerOptions} from "./preparer.js";
import type {Stage} from "./prepareSubmission.js";

const ENTRY = fileURLToPath(new URL("./child.js", import.meta.url));
const PRLIMIT = "/usr/bin/prlimit";

/** The child was ended over a request, and how far it had come. */
export interface Stopped {
  readonly stoppedBy: "timeout" | "memory";
  readonly stage: Stage | undefined;
}

type Answered = {readonly prepared: PreparedSubmission} | Stopped;

interface Pending {
  readonly id: number;
  stage: Stage | undefined;
  readonly settle: (answer: Answered) => void;
  readonly fail: (error: Error) => void;
}

/** The preparing child: started when it is needed, ended when it takes too much, one request at a time. */
export class Child {
  readonly #cpuMs: number;
  readonly #wallMs: number;
  readonly #heapMb: number;
  #process: ChildProcess | undefined;
  #pending: Pending | undefined;
  #errors = "";
  #ids = 0;

  constructor({
    cpuSeconds = PREPARE_CPU_SECONDS,
    wallSeconds = PREPARE_WALL_SECONDS,
    heapMb = CHILD_HEAP_MB,
  }: PreparerOptions) {
    this.#cpuMs = cpuSeconds * 1000;
    this.#wallMs = wallSeconds * 1000;
    this.#heapMb = heapMb;
  }

  /** @throws When the child fails for a reason of our own. */
  async ask(request: Omit<PrepareRequest, "id">): Promise<Answered> {
    this.#process ??= this.#start();
    const child = this.#process;
    const id = ++this.#ids;
    const startedAt = performance.now();
    const startedCpu = cpuMs(child);
    const watch = setInterval(() => {
      const used = (cpuMs(child) ?? 0) - (startedCpu ?? 0);
      if (used > this.#cpuMs || performance.now() - startedAt > this.#wallMs)
        this.#end({stoppedBy: "timeout"});
    }, CPU_POLL_MS);
    try {
      return await new Promise<Answered>((settle, fail) => {
        this.#pending = {id, stage: undefined, settle, fail};
        child.stdin?.write(frameOf({...request, id}));
      });
    } finally {
      clearInterval(watch);
      this.#pending = undefined;
    }
  }

  async close(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise(resolve => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }

  #start(): ChildProcess {
    const node = [
      `--max-old-space-size=${this.#heapMb}`,
      `--max-semi-space-size=${CHILD_SEMI_SPACE_MB}`,
      ENTRY,
    ];
    const limits = [`--data=${CHILD_DATA_BYTES}`, "--core=0", "--nofile=256"];
    const [program, ...rest] = fs.existsSync(PRLIMIT)
      ? [PRLIMIT, ...limits, process.execPath, ...node]
      : [process.execPath, ...node];
    const child = spawn(program, rest, {
      stdio: ["pipe", "pipe", "pipe"],
      cwd: os.tmpdir(),
      // Windows starts nothing without it
      env: process.env.SystemRoot === undefined ? {} : {SystemRoot: process.env.SystemRoot},
      windowsHide: true,
    });
    this.#errors = "";
    const reader = new FrameReader(MESSAGE_BYTES, message =>
      this.#hear(JSON.parse(message.toString()) as ChildReply),
    );
    child.stdout.on("data", (piece: Buffer) => {
      if (child !== this.#process) return;
      try {
        if (!reader.push(piece)) this.#end({stoppedBy: "memory"});
      } catch (error) {
        // nested deeper than can be read
        if (error instanceof RangeError) this.#end({stoppedBy: "memory"});
        else this.#fail(error as Error);
      }
    });
    child.stderr.on("data", (piece: Buffer) => {
      if (child === this.#process) this.#errors = `${this.#errors}${piece}`.slice(-STDERR_CHARACTERS);
    });
    child.stdin.on("error", () => {}); // the exit says more
    child.on("error", error => child === this.#process && this.#fail(error));
    child.on("close", (code, signal) => {
      if (child !== this.#process) return;
      const outOfMemory = /heap out of memory|allocation failed|out of memory/i.test(this.#errors);
      // a kill that is not ours is the machine's, for memory
      if (outOfMemory || signal === "SIGKILL") this.#end({stoppedBy: "memory"});
      else
        this.#fail(
          new Error(`prepare: the child must not end by itself, got exit ${code ?? signal}: ${this.#errors}`),
        );
    });
    return child;
  }

  #hear(reply: ChildReply): void {
    const pending = this.#pending;
    if (pending === undefined || reply.id !== pending.id) return;
    if (reply.type === "stage") pending.stage = reply.stage;
    else if (reply.type === "prepared") pending.settle({prepared: reply.prepared});
    // what the checker was about to do is left half done: the next submission gets a child of its own
    else if (reply.type === "too-deep") this.#end({stoppedBy: "memory"});
    else pending.fail(new Error(`prepare: ${reply.message}`));
  }

  #end(why: {stoppedBy: Stopped["stoppedBy"]}): void {
    this.#drop();
    this.#pending?.settle({...why, stage: this.#pending.stage});
  }

  #fail(error: Error): void {
    this.#drop();
    this.#pending?.fail(error);
  }

  #drop(): void {
    const child = this.#process;
    this.#process = undefined;
    child?.kill("SIGKILL");
  }
}

/** In milliseconds; Linux alone tells. */
function cpuMs({pid}: ChildProcess): number | undefined {
  return pid === undefined ? undefined : processTime(pid);
}
