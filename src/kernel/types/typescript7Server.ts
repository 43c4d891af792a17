import type {ChildProcess} from "node:child_process";
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import path from "node:path";
import {pathToFileURL} from "node:url";
import {tensorWithVariance} from "./tensorVariance.js";
import {VirtualFiles} from "./virtualFiles.js";

export type TypeScript7 = typeof import("typescript7/unstable/sync");

/** What we use of the package's own channel to its process; every request blocks the thread. */
interface Channel {
  readonly child: ChildProcess;
  requestSync(method: string, payload: string): string;
  requestBinarySync(method: string, payload: Uint8Array): Uint8Array;
  registerCallback(name: string, callback: (name: string, argument: string) => string): void;
  close(): void;
}

/** Where the package keeps its parts. The whole client loads in 40 ms, of which a check needs these two. */
export interface TypeScript7Parts {
  readonly Channel: new (program: string, args: readonly string[]) => Channel;
  readonly program: string;
  readonly version: string;
}

/** The process of TypeScript 7, which shares virtual files with whoever asks it. */
export class TypeScript7Server {
  readonly version: string;
  readonly files = new VirtualFiles();
  readonly #channel: Channel;
  #api: TypeScript7 | undefined;

  /** Starts the process; it gets ready while the caller goes on. */
  constructor({Channel, program, version}: TypeScript7Parts, folder: string) {
    this.version = version;
    const callbacks = {readFile: this.#readFile, fileExists: this.#fileExists};
    const names = Object.keys(callbacks).join(",");
    this.#channel = new Channel(program, ["--api", "--cwd", folder, `--callbacks=${names}`]);
    for (const [name, callback] of Object.entries(callbacks))
      this.#channel.registerCallback(name, (_, argument) => callback(JSON.parse(argument)));
    // a program that can't be run shows in the first request, which throws
    this.#channel.child.on("error", () => {});
    process.prependListener("exit", this.kill);
  }

  /** What to kill when a request hangs. */
  get pid(): number | undefined {
    return this.#channel.child.pid;
  }

  /** As `typescript7/unstable/sync` asks: for its objects, which come on top of requests. */
  readonly client = {
    apiRequest: (method: string, parameters: unknown): unknown => this.request(method, parameters),
    apiRequestBinary: (method: string, parameters: unknown): Uint8Array | undefined => {
      const bytes = Buffer.from(JSON.stringify(parameters));
      const answer = this.#channel.requestBinarySync(method, bytes);
      return answer.length === 0 ? undefined : answer;
    },
    getTimingCollector: () => undefined,
  };

  /** @throws {Error} When the process has ended, or refuses. */
  request(method: string, parameters: unknown): unknown {
    const answer = this.#channel.requestSync(method, JSON.stringify(parameters));
    return answer === "" ? undefined : JSON.parse(answer);
  }

  /** The package's client, for what takes many requests. */
  get api(): TypeScript7 {
    if (this.#api === undefined) throw new Error("typescript7: its client must be loaded first");
    return this.#api;
  }

  async loadApi(): Promise<void> {
    this.#api ??= await import("typescript7/unstable/sync");
  }

  /** Empty: look for yourself. */
  readonly #readFile = (file: string): string => {
    const content = this.files.text(file) ?? tensorWithVariance(file);
    return content === undefined ? "" : JSON.stringify({content});
  };

  readonly #fileExists = (file: string): string => (this.files.has(file) ? "true" : "");

  /** At once: asked to end politely, it writes "context canceled" to the kernel's error output. */
  readonly kill = (): void => {
    process.removeListener("exit", this.kill);
    this.#channel.child.kill("SIGKILL");
  };

  close(): void {
    this.kill();
    this.#channel.close();
  }
}

/**
 * Starts TypeScript 7's process.
 *
 * @returns Undefined where the package, or its program for this system, is not installed: both are optional.
 */
export async function startTypeScript7(folder: string): Promise<TypeScript7Server | undefined> {
  try {
    return new TypeScript7Server(await findTypeScript7(), folder);
  } catch {
    return undefined;
  }
}

/** @throws {Error} When something of it is not installed. */
export async function findTypeScript7(): Promise<TypeScript7Parts> {
  const manifest = createRequire(import.meta.url).resolve("typescript7/package.json");
  const part = (file: string) => import(pathToFileURL(path.join(path.dirname(manifest), file)).href);
  const [{SyncRpcChannel}, {default: getExePath}] = await Promise.all([
    part("dist/api/syncChannel.js"),
    part("lib/getExePath.js"),
  ]);
  const {version} = JSON.parse(readFileSync(manifest, "utf8"));
  return {Channel: SyncRpcChannel, program: getExePath(), version: String(version)};
}
