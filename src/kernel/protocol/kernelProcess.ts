import type {Session} from "../session.js";
import type {Connection} from "./connectionFile.js";
import {JupyterKernel} from "./jupyterKernel.js";
import {CLOSE_MS} from "./limits.js";
import {watchParent} from "./parentWatch.js";

export interface KernelProcessOptions {
  /** Started or not. */
  readonly session: Session;
  /** End when standard input ends. Jupyter closes it at once, so only for whoever starts the kernel through a pipe. */
  readonly watchStdin: boolean;
}

/** This process as a Jupyter kernel, from here until it is shut down, signalled, or alone. */
export async function runKernel(connection: Connection, options: KernelProcessOptions): Promise<void> {
  const {session, watchStdin} = options;
  const log = (text: string) => process.stderr.write(`[kernelbook] ${text}\n`);
  const kernel = new JupyterKernel(connection, {session, log});
  const end = (reason: string) => {
    log(`ending: ${reason}`);
    // Whatever hangs, nothing is left behind for long.
    setTimeout(() => process.exit(1), CLOSE_MS).unref();
    void kernel.close();
  };
  process.on("SIGINT", () => void kernel.interrupt());
  process.on("SIGTERM", () => end("SIGTERM"));
  process.on("SIGHUP", () => end("SIGHUP"));
  // A broken pipe of our own log must not end the kernel; anything else is a defect, which the log shall show.
  process.stderr.on("error", () => {});
  process.on("uncaughtException", error => log(`defect: ${error.stack ?? error.message}`));
  process.on("unhandledRejection", reason =>
    log(`defect: ${reason instanceof Error ? reason.stack : String(reason)}`),
  );
  watchParent(() => end("the parent process has ended"), process.env.JPY_PARENT_PID);
  if (watchStdin) {
    process.stdin.on("end", () => end("standard input has ended"));
    process.stdin.on("error", () => end("standard input has ended"));
    process.stdin.resume();
  }
  await kernel.start();
  await kernel.closed;
  process.exit(0);
}
