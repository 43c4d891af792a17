import {type ChildProcess, type StdioOptions, spawn} from "node:child_process";
import {once} from "node:events";
import type {Duplex, Readable} from "node:stream";
import {setImmediate, setTimeout} from "node:timers/promises";
import {fileURLToPath} from "node:url";
import {CRASH_TEXT_BYTES, EXECUTOR_CLOSE_MS} from "../limits.js";
import {CONTROL_FD, OUTPUT_FD} from "./child/controlData.js";
import {type Frame, FrameReader} from "./frames.js";
import {CrashText} from "./losses.js";
import type {Command, ControlCommand} from "./messages.js";

const ENTRY = fileURLToPath(new URL("./child.js", import.meta.url));
/** Needed for local modules that can be loaded again; the same from Node 20.19 to 24. */
const FLAGS = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"];
/** Rounds of the event loop in which the process's own streams may still bring text that was written before. */
const DRAIN_ROUNDS = 16;

const HAS_GROUPS = process.platform !== "win32";

export interface ProcessOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly memoryMb?: number;
}

export interface ProcessEvents {
  frame(frame: Frame): void;
  /** Text that did not come through the cell's console: a program started by a cell, native code. */
  foreign(name: "stdout" | "stderr", text: string): void;
  /** All output before has been passed on. */
  end(code: number | null, signal: NodeJS.Signals | null, crashText: string): void;
}

/** One executor child with its pipes. */
export class ExecutorProcess {
  readonly #child: ChildProcess;
  readonly #control: Duplex;
  readonly #output: Readable;
  readonly #crashText = new CrashText(CRASH_TEXT_BYTES);
  readonly #events: ProcessEvents;
  #foreignReads = 0;
  #isAlive = true;

  constructor({cwd, env, memoryMb}: ProcessOptions, events: ProcessEvents) {
    this.#events = events;
    const heap = memoryMb === undefined ? [] : [`--max-old-space-size=${memoryMb}`];
    const stdio: StdioOptions = ["ignore", "pipe", "pipe", "pipe", "pipe", "ipc"];
    this.#child = spawn(process.execPath, [...FLAGS, ...heap, ENTRY], {
      cwd,
      env: {...process.env, ...env},
      stdio,
      windowsHide: true,
      // a group of its own, so that programs which cells have started end with it
      detached: HAS_GROUPS,
    });
    this.#control = this.#child.stdio[CONTROL_FD] as Duplex;
    this.#output = this.#child.stdio[OUTPUT_FD] as Readable;
    // a pipe breaks when the child dies, which `exit` tells
    this.#control.on("error", () => undefined);
    this.#output.on("error", () => undefined);
    this.#child.on("error", () => undefined);
    this.#readFrames();
    this.#readForeign("stdout", this.#child.stdout);
    this.#readForeign("stderr", this.#child.stderr);
    void this.#watch();
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  send(command: Command): void {
    if (this.#child.connected) this.#child.send(command, () => undefined);
  }

  control(command: ControlCommand): void {
    if (this.#isAlive) this.#control.write(`${JSON.stringify(command)}\n`);
  }

  /** While paused the child's writes block, once the pipe is full. */
  setPaused(isPaused: boolean): void {
    for (const stream of [this.#output, this.#child.stdout, this.#child.stderr])
      if (isPaused) stream?.pause();
      else stream?.resume();
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }

  /** Ends the child, gently if it is not busy. Resolves once it is gone. */
  async close(): Promise<void> {
    if (!this.#isAlive) return;
    const gone = once(this.#child, "exit");
    if (this.#child.connected) this.#child.disconnect();
    await Promise.race([gone, setTimeout(EXECUTOR_CLOSE_MS, undefined, {ref: false})]);
    if (!this.#isAlive) return;
    this.kill();
    await gone;
  }

  /** Resolves once what programs of the cell have written so far has been read. */
  async drained(): Promise<void> {
    for (let round = 0, reads = -1; round < DRAIN_ROUNDS && reads !== this.#foreignReads; round++) {
      reads = this.#foreignReads;
      await setImmediate();
      await setImmediate();
    }
  }

  #readFrames(): void {
    const reader = new FrameReader();
    this.#output.on("data", (chunk: Buffer) => {
      try {
        for (const frame of reader.read(chunk)) this.#events.frame(frame);
      } catch {
        this.kill(); // somebody wrote into the kernel's own pipe: nothing after it can be read
      }
    });
  }

  #readForeign(name: "stdout" | "stderr", stream: Readable | null): void {
    stream?.setEncoding("utf8");
    stream?.on("data", (text: string) => {
      this.#foreignReads++;
      const shown = name === "stderr" ? this.#crashText.filter(text) : text;
      if (shown !== "") this.#events.foreign(name, shown);
    });
  }

  /** Those that cells have started and that did not ask for a group of their own. */
  #killPrograms(): void {
    const {pid} = this.#child;
    if (!HAS_GROUPS || pid === undefined) return;
    try {
      process.kill(-pid, "SIGKILL");
    } catch {
      // there were none
    }
  }

  async #watch(): Promise<void> {
    const closed = once(this.#output, "close");
    const [code, signal] = (await once(this.#child, "exit").catch(() => [null, null])) as [
      number | null,
      NodeJS.Signals | null,
    ];
    this.#isAlive = false;
    this.#killPrograms();
    // what is left in the pipes is bounded, so nobody has to be waited for
    this.setPaused(false);
    await Promise.race([closed, setTimeout(EXECUTOR_CLOSE_MS, undefined, {ref: false})]);
    await this.drained();
    this.#control.destroy();
    this.#events.end(code, signal, this.#crashText.text);
  }
}
