import {createRequire} from "node:module";
import {Writable} from "node:stream";
import {sendNote, sendText} from "./channel.js";
import {lazyLibrary} from "./library.js";

/** Modules that reach out of a computation. Loading one is reported; whether it works is the sandbox's business. */
const OUTWARD = new Set([
  "child_process",
  "cluster",
  "dgram",
  "dns",
  "dns/promises",
  "fs",
  "fs/promises",
  "http",
  "http2",
  "https",
  "inspector",
  "module",
  "net",
  "os",
  "tls",
  "v8",
  "vm",
  "worker_threads",
]);

/** Parts of `process` that reach out of a computation. */
const OUTWARD_CALLS = [
  "getBuiltinModule",
  "binding",
  "_linkedBinding",
  "dlopen",
  "kill",
  "abort",
  "exit",
] as const;

/** `require` as an answer sees it: Node's modules, TensorFlow.js where it is mounted, and the library, part by part. */
export function watchedRequire(isBuiltin: (name: string) => boolean): NodeJS.Require {
  const load = createRequire(import.meta.url);
  let library: object | undefined;
  const watched = (specifier: string): unknown => {
    const name = String(specifier);
    if (name === "kernelbook") {
      library ??= lazyLibrary();
      return library;
    }
    const bare = name.startsWith("node:") ? name.slice(5) : name;
    if (isBuiltin(name)) {
      if (OUTWARD.has(bare)) sendNote(`It loads the module ${bare}.`);
    } else if (!name.startsWith("@tensorflow/")) sendNote(`It loads ${name}.`);
    return load(name) as unknown;
  };
  return Object.assign(watched, {
    resolve: load.resolve,
    // the true ones lead to the loader and every module that is loaded
    cache: Object.create(null) as NodeJS.Require["cache"],
    extensions: Object.create(null) as NodeJS.RequireExtensions,
    main: undefined,
  });
}

/** Milliseconds at which every answer's clock starts: 1 January 2026. */
const START = Date.UTC(2026, 0, 1);

/** A clock that moves by a millisecond when it is read, in `performance` and `process.hrtime` too. */
export function startClock(): {readonly read: () => number; readonly restart: () => void} {
  let ticks = 0;
  const hrtime = (before?: readonly [number, number]): [number, number] => {
    const nanoseconds = ++ticks * 1e6;
    const [seconds, rest] = before ?? [0, 0];
    const passed = nanoseconds - (seconds * 1e9 + rest);
    return [Math.floor(passed / 1e9), passed % 1e9];
  };
  hrtime.bigint = () => BigInt(++ticks) * 1_000_000n;
  define(performance, "now", () => ++ticks);
  define(process, "hrtime", hrtime);
  watchProcess();
  return {
    read: () => START + ++ticks,
    restart: () => {
      ticks = 0;
    },
  };
}

/** Text goes to the judge in frames; calls that reach out are reported and then go on. */
function watchProcess(): void {
  process.argv = ["node"];
  for (const name of Object.keys(process.env)) delete process.env[name]; // bubblewrap and images set some
  defineStream("stdout");
  defineStream("stderr");
  for (const name of OUTWARD_CALLS) {
    const original: unknown = Reflect.get(process, name);
    if (typeof original !== "function") continue;
    define(process, name, (...args: unknown[]): unknown => {
      sendNote(`It calls process.${name}.`);
      return Reflect.apply(original, process, args);
    });
  }
  const original = globalThis.fetch;
  define(globalThis, "fetch", (...args: Parameters<typeof fetch>) => {
    sendNote("It calls fetch.");
    return original(...args);
  });
}

/** A stream whose text goes to the judge; made when it is first used. */
function defineStream(name: "stdout" | "stderr"): void {
  let stream: Writable | undefined;
  Object.defineProperty(process, name, {
    get() {
      stream ??= new Writable({
        write(chunk: Buffer, _encoding, done) {
          sendText(name, chunk.toString());
          done();
        },
      });
      return stream;
    },
    configurable: true,
    enumerable: true,
  });
}

function define(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, {value, writable: true, configurable: true, enumerable: true});
}
