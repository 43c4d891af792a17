import type {ChildProcess} from "node:child_process";
import {createRequire} from "node:module";
import type {API} from "typescript7/unstable/sync";
import {tensorWithVariance} from "./tensorVariance.js";
import {VirtualFiles} from "./virtualFiles.js";

export type TypeScript7 = typeof import("typescript7/unstable/sync");

/** The process of TypeScript 7, which shares virtual files with whoever asks it; every call blocks the thread. */
export class TypeScript7Server {
  readonly ts7: TypeScript7;
  readonly version: string;
  readonly files = new VirtualFiles();
  readonly api: API;
  readonly #process: ChildProcess | undefined;

  /**
   * Starts the process; it gets ready while the caller goes on.
   *
   * @throws {Error} When there is no program for this system.
   */
  constructor(ts7: TypeScript7, version: string, folder: string) {
    this.ts7 = ts7;
    this.version = version;
    this.api = new ts7.API({
      cwd: folder,
      fs: {
        readFile: file => this.files.text(file) ?? tensorWithVariance(file),
        fileExists: file => (this.files.has(file) ? true : undefined),
      },
    });
    this.#process = processOf(this.api);
    // a program that can't be run shows in the first call, which throws
    this.#process?.on("error", () => {});
    process.prependListener("exit", this.kill);
  }

  /** What to kill when a call hangs. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** At once: asked to end politely, it writes "context canceled" to the kernel's error output. */
  readonly kill = (): void => {
    process.removeListener("exit", this.kill);
    this.#process?.kill("SIGKILL");
  };

  close(): void {
    this.kill();
    try {
      this.api.close();
    } catch {
      // its last words go to a process that is gone
    }
  }
}

/**
 * Loads TypeScript 7 and starts its process.
 *
 * @returns Undefined where the package, or its program for this system, is not installed: both are optional.
 */
export async function startTypeScript7(folder: string): Promise<TypeScript7Server | undefined> {
  try {
    const ts7 = await import("typescript7/unstable/sync");
    const {version} = createRequire(import.meta.url)("typescript7/package.json");
    return new TypeScript7Server(ts7, String(version), folder);
  } catch {
    return undefined;
  }
}

/** The API keeps its process to itself; without it there is nothing to kill but by closing the pipes. */
function processOf(api: unknown): ChildProcess | undefined {
  return (api as {client?: {channel?: {child?: ChildProcess}}}).client?.channel?.child;
}
