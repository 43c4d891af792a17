import {type ChildProcess, spawn} from "node:child_process";
import {once} from "node:events";
import {setTimeout as sleep} from "node:timers/promises";
import {KernelClient, type RoundTrip, type WaitOptions} from "./client.js";
import {newConnection, writeConnectionFile} from "./connection.js";
import type {KernelSpec} from "./kernelSpec.js";

/** Longest start that is still called one, in milliseconds. */
const START_LIMIT_MS = 30_000;
/** How long a kernel may take to end after a shutdown request before it is killed, in milliseconds. */
const SHUTDOWN_LIMIT_MS = 3_000;

/** Process groups to end should the benchmark itself be ended. */
const groups = new Set<number>();
process.once("exit", () => {
  for (const pid of groups) killGroup(pid, "SIGKILL");
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

/** A kernel process and a client on its connection file. */
export class RunningKernel {
  readonly spec: KernelSpec;
  readonly client: KernelClient;
  readonly pid: number;
  /** From spawning the process to its `kernel_info_reply`, in milliseconds. */
  readonly readyMs: number;
  /** `performance.now()` when the process was spawned. */
  readonly spawned: number;
  readonly #process: ChildProcess;
  readonly #cleanUp: () => Promise<void>;

  private constructor(
    spec: KernelSpec,
    parts: {
      client: KernelClient;
      process: ChildProcess;
      spawned: number;
      readyMs: number;
      cleanUp: () => Promise<void>;
    },
  ) {
    this.spec = spec;
    this.client = parts.client;
    this.pid = parts.process.pid ?? 0;
    this.spawned = parts.spawned;
    this.readyMs = parts.readyMs;
    this.#process = parts.process;
    this.#cleanUp = parts.cleanUp;
  }

  /**
   * Starts a kernel as jupyter_client does: its own process group, its real connection file.
   *
   * @param folder  The notebook's folder.
   * @throws {Error} When the kernel does not answer `kernel_info_request`; the message ends with what it printed.
   */
  static async start(spec: KernelSpec, folder: string): Promise<RunningKernel> {
    const connection = await newConnection();
    const {file, remove} = await writeConnectionFile(connection);
    const client = new KernelClient(connection);
    const [command = "", ...args] = spec.argv(file);
    const spawned = performance.now();
    const child = spawn(command, args, {
      cwd: folder,
      detached: true,
      env: {...process.env, ...spec.env},
      stdio: ["ignore", "ignore", "pipe"],
    });
    let printed = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      printed = (printed + text).slice(-2_000);
    });
    child.on("error", error => {
      printed += error.message;
    });
    if (child.pid !== undefined) groups.add(child.pid);
    const ended = once(child, "exit").then(() => undefined);
    const request = client.request("shell", "kernel_info_request", {}, {timeoutMs: START_LIMIT_MS});
    const info = await Promise.race([request, ended]);
    const readyMs = performance.now() - spawned;
    const kernel = new RunningKernel(spec, {client, process: child, spawned, readyMs, cleanUp: remove});
    if (info === undefined || info.status === "none") {
      await kernel.kill();
      const got = info === undefined ? "the end of the process" : `nothing in ${START_LIMIT_MS} ms`;
      throw new Error(
        `RunningKernel.start: ${spec.name} must answer kernel_info_request, got ${got}; ${printed.trim()}`,
      );
    }
    await Promise.race([client.subscribed, sleep(1_000)]);
    return kernel;
  }

  get alive(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** Runs a cell. After an error it pauses as long as the kernel needs before it takes the next request. */
  async execute(code: string, options?: WaitOptions): Promise<RoundTrip> {
    const trip = await this.client.execute(code, {quietMs: this.spec.outputsAfterIdleMs, ...options});
    if (trip.status === "error" && this.spec.pauseAfterErrorMs > 0) await sleep(this.spec.pauseAfterErrorMs);
    return trip;
  }

  /** The Stop button: the way that the kernel's own kernel.json asks for. */
  interrupt(): void {
    if (this.spec.interrupt === "signal") killGroup(this.pid, "SIGINT");
    else void this.client.request("control", "interrupt_request", {}, {timeoutMs: 5_000});
  }

  /** Asks the kernel to end and waits for it; kills it when it does not. */
  async close(): Promise<void> {
    if (this.alive) {
      void this.client.request(
        "control",
        "shutdown_request",
        {restart: false},
        {timeoutMs: SHUTDOWN_LIMIT_MS},
      );
      await Promise.race([once(this.#process, "exit"), sleep(SHUTDOWN_LIMIT_MS)]);
    }
    await this.kill();
  }

  async kill(): Promise<void> {
    killGroup(this.pid, "SIGKILL");
    groups.delete(this.pid);
    this.client.close();
    await this.#cleanUp();
  }
}

function killGroup(pid: number, signal: NodeJS.Signals): void {
  if (pid === 0) return;
  try {
    // A negative id means the process group; Windows has none and gets the process alone.
    process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch {
    // Already gone.
  }
}
