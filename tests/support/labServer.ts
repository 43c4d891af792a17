import {spawn} from "node:child_process";
import path from "node:path";
import {packageRoot} from "../../src/frontend/places.js";

/** How long the first start may take: it installs JupyterLab when `.venv` is not there. */
export const LAB_TIMEOUT_MS = 300_000;

/** A front end started by a command of ours, as a person would type it. */
export interface LabServer {
  /** The address it printed. */
  readonly url: string;
  /** Everything it printed so far. */
  output(): string;
  /** Ends it the way Ctrl-C does. @returns Its exit code. */
  stop(): Promise<number | null>;
}

/** What is in the way of starting JupyterLab here, or undefined. */
export class NotStarted extends Error {}

/**
 * Runs `kernelbook <args> --no-browser` in `cwd` and waits for the address.
 *
 * @throws {NotStarted} With everything it printed, when it ends without one.
 */
export function startLab(args: readonly string[], cwd: string): Promise<LabServer> {
  return new Promise((resolve, reject) => {
    const main = path.join(packageRoot, "dist", "src", "cli", "main.js");
    const root = process.getuid?.() === 0 ? ["--allow-root"] : [];
    const child = spawn(process.execPath, [main, ...args, "--no-browser", ...root], {
      cwd,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const exited = new Promise<number | null>(done => child.once("close", done));
    const stop = async () => {
      child.kill("SIGINT");
      return await exited;
    };
    const add = (text: string) => {
      output += text;
      const url = /^ *(http:\S+)$/m.exec(output)?.[1];
      if (url !== undefined && output.includes("Ctrl-C")) resolve({url, output: () => output, stop});
    };
    child.stdout.setEncoding("utf8").on("data", add);
    child.stderr.setEncoding("utf8").on("data", add);
    child.once("error", reject);
    void exited.then(() => reject(new NotStarted(output)));
  });
}
