import type {ChildProcess} from "node:child_process";
import {openBubblewrap} from "./bubblewrap.js";
import {openContainer} from "./container.js";
import {OPEN_SECONDS} from "./limits.js";
import {openNamespaces} from "./namespaces.js";
import type {Sandbox, SandboxKind} from "./sandbox.js";
import {openUnsandboxed} from "./unsandboxed.js";

export interface SandboxOptions {
  /** `auto` takes the first that works here, and never a container or `none`. */
  readonly kind?: SandboxKind | "auto";
  /** For `container`. */
  readonly image?: string;
}

type Opener = (options: SandboxOptions) => Promise<Sandbox>;

const OPENERS: Readonly<Record<SandboxKind, Opener>> = {
  bubblewrap: () => openBubblewrap(),
  namespaces: () => openNamespaces(),
  container: ({image}) => openContainer(image),
  none: async () => openUnsandboxed(),
};

/**
 * A sandbox that works: one worker was started in it and has answered.
 *
 * @throws {Error} When none works; the message says what was tried and why it failed.
 */
export async function openSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const {kind = "auto"} = options;
  const kinds: readonly SandboxKind[] = kind === "auto" ? ["bubblewrap", "namespaces"] : [kind];
  const failures: string[] = [];
  for (const one of kinds) {
    try {
      return await tried(await OPENERS[one](options));
    } catch (error) {
      failures.push(`${one}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(`openSandbox: a sandbox must work here, but ${failures.join("; ")}`);
}

/** The sandbox, after a worker in it has said that it is ready. */
async function tried(sandbox: Sandbox): Promise<Sandbox> {
  const worker = sandbox.launch({cpuSeconds: OPEN_SECONDS, memoryMb: 128});
  try {
    await firstFrame(worker);
  } catch (error) {
    await sandbox.close();
    throw error;
  } finally {
    worker.kill("SIGKILL");
  }
  return sandbox;
}

function firstFrame(worker: ChildProcess): Promise<void> {
  let words = "";
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`its first worker was not ready after ${OPEN_SECONDS} s`));
    }, OPEN_SECONDS * 1000);
    worker.stdout?.once("data", () => {
      clearTimeout(timer);
      resolve();
    });
    worker.stderr?.on("data", (chunk: Buffer) => {
      words = (words + chunk.toString()).slice(-1000);
    });
    worker.stdin?.on("error", () => {});
    worker.once("error", reject);
    worker.once("close", (code, signal) => {
      clearTimeout(timer);
      reject(new Error(`its first worker ended with ${signal ?? code}: ${words.trim()}`));
    });
  });
}
