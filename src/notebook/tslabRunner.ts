import {type ChildProcess, fork} from "node:child_process";
import {fileURLToPath} from "node:url";
import type {Output} from "../kernel/output.js";
import type {CellResult, CellRunner} from "./runner.js";
import type {TslabMessage, TslabRequest} from "./tslabMessages.js";

/** Stock tslab, run without sockets in a process of its own. */
export class TslabRunner implements CellRunner {
  readonly kernel = "tslab";
  readonly #cwd: string;
  readonly #env: Readonly<Record<string, string>>;
  #child: ChildProcess | undefined;
  #receive: (message: TslabMessage) => void = () => {};
  /** Last lines that went past tslab, for the message when it dies. */
  #lastWords = "";

  /**
   * @param cwd  The notebook's folder.
   * @param env  Extra environment variables of the cells.
   */
  constructor(cwd: string, env: Readonly<Record<string, string>> = {}) {
    this.#cwd = cwd;
    this.#env = env;
  }

  start(): Promise<void> {
    const child = fork(fileURLToPath(new URL("tslabChild.js", import.meta.url)), [], {
      cwd: this.#cwd,
      // Whoever runs this knows which kernel it is; the library's note about it would be an output that ours lacks.
      env: {...process.env, KERNELBOOK_NOTICE: "off", ...this.#env},
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#child = child;
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#lastWords = (this.#lastWords + text).slice(-2000);
    });
    child.on("message", (message: TslabMessage) => this.#receive(message));
    return new Promise((resolve, reject) => {
      this.#receive = () => resolve();
      child.once("error", reject);
      child.once("exit", code =>
        reject(
          new Error(`TslabRunner: tslab must start, it ended with code ${code}: ${this.#lastWords.trim()}`),
        ),
      );
    });
  }

  run(code: string, onOutput: (output: Output) => void): Promise<CellResult> {
    const child = this.#child;
    if (!child?.connected)
      throw new Error("TslabRunner: tslab must be running, got a process that has ended");
    return new Promise(resolve => {
      const onExit = (status: number | null, signal: string | null) => {
        const message = `tslab ended with ${signal ?? `code ${status}`}`;
        const traceback = [message, ...this.#lastWords.trim().split("\n")];
        resolve({count: null, failure: {name: "KernelError", message, traceback, codes: []}});
      };
      child.once("exit", onExit);
      this.#receive = message => {
        if (message.type === "output") onOutput(message.output);
        if (message.type !== "done") return;
        child.off("exit", onExit);
        const {count, failure} = message;
        resolve({count, ...(failure && {failure})});
      };
      child.send({code} satisfies TslabRequest);
    });
  }

  /** Variables are lost: tslab can leave a loop running that it says it has stopped. */
  async stop(): Promise<void> {
    await this.close();
  }

  close(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise(resolve => {
      child.once("exit", () => resolve());
      child.kill("SIGKILL");
    });
  }
}
