import {existsSync} from "node:fs";
import path from "node:path";
import {EngineError} from "../engine.js";
import {TENSORFLOW_LIBRARY} from "../install/libraries.js";
import {type Koffi, type Library, loadKoffi} from "../native/koffi.js";
import {MALLOC_MMAP_THRESHOLD, MALLOC_TRIM_THRESHOLD} from "./limits.js";

/** A native function; koffi checks how many arguments there are and of which kind. */
export type Native = (...values: (number | string | ArrayBufferView | null)[]) => number;

/** C's name for an address: a number here, never a BigInt. */
export const ADDRESS = "uint64_t";

/** TensorFlow's C library, loaded into this process. */
export interface CLibrary {
  readonly koffi: Koffi;
  readonly file: string;
  /** A function of its C interface by name. */
  native(name: string, result: string, types: readonly string[]): Native;
  /** The same for results that are text. */
  text(name: string, types: readonly string[]): (...values: number[]) => string;
  calloc(count: number, size: number): number;
  free(address: number): void;
  /** Copies from a typed array to an address, or the other way. */
  copyIn(address: number, values: ArrayBufferView, bytes: number): void;
  copyOut(values: ArrayBufferView, address: number, bytes: number): void;
}

const REMEDY = "type `npx kernelbook engine install tensorflow`";

/**
 * Loads the library. The process keeps it for good: its threads outlive every attempt to unload it.
 *
 * @param folder  Holds `libtensorflow_cc`; the file beside it, `libtensorflow_framework`, is found by the loader itself.
 * @param environment  Variables that TensorFlow reads once, while it starts.
 * @throws {EngineError} When the file is missing, truncated, made for another machine, or something else.
 */
export async function loadCLibrary(
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<CLibrary> {
  const koffi = await loadKoffi("tensorflow");
  const file = path.join(folder, TENSORFLOW_LIBRARY.main);
  if (!existsSync(file)) throw new EngineError("tensorflow", `${file} is missing`, REMEDY);
  const windows = process.platform === "win32";
  const libc = windows ? koffi.load("msvcrt.dll") : koffi.load(null);
  prepare(libc, environment);
  const library = load(koffi, file);
  pin(koffi, file);
  const native = (
    name: string,
    result: string,
    types: readonly string[],
    from: Library = library,
  ): Native => {
    try {
      return from.func(name, result, [...types]) as unknown as Native;
    } catch (error) {
      throw new EngineError("tensorflow", `${file} has no ${name}: ${brief(error)}`, REMEDY, {cause: error});
    }
  };
  return {
    koffi,
    file,
    native,
    text: (name, types) => native(name, "str", types) as unknown as (...values: number[]) => string,
    calloc: native("calloc", ADDRESS, ["size_t", "size_t"], libc),
    free: native("free", "void", [ADDRESS], libc),
    // Plain copies: a view of each tensor's memory lets the process grow by half a megabyte a step.
    copyIn: native("memcpy", ADDRESS, [ADDRESS, "void *", "size_t"], libc),
    copyOut: native("memcpy", ADDRESS, ["void *", ADDRESS, "size_t"], libc),
  };
}

/** The first line of what the loader said. */
function brief(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}

function load(koffi: Koffi, file: string): Library {
  try {
    return koffi.load(file, {global: true});
  } catch (error) {
    throw new EngineError("tensorflow", `${file} can't be loaded: ${brief(error)}`, REMEDY, {cause: error});
  }
}

/** What must be said to C's own library before TensorFlow comes. */
function prepare(libc: Library, environment: Readonly<Record<string, string>>): void {
  if (process.platform === "win32") {
    const put = libc.func("_putenv_s", "int", ["str", "str"]);
    for (const [name, value] of Object.entries(environment)) {
      if (process.env[name] === undefined) put(name, value);
    }
    return;
  }
  // Not process.env: in a worker thread that is a copy, which C never sees. 0: what the user has set stays.
  const setenv = libc.func("setenv", "int", ["str", "str", "int"]);
  for (const [name, value] of Object.entries(environment)) setenv(name, value, 0);
  if (process.platform !== "linux") return;
  const M_TRIM_THRESHOLD = -1;
  const M_MMAP_THRESHOLD = -3;
  const mallopt = mallopts(libc);
  mallopt?.(M_TRIM_THRESHOLD, MALLOC_TRIM_THRESHOLD);
  mallopt?.(M_MMAP_THRESHOLD, MALLOC_MMAP_THRESHOLD);
}

/** glibc has it, musl has not. */
function mallopts(libc: Library): ((option: number, value: number) => unknown) | undefined {
  try {
    return libc.func("mallopt", "int", ["int", "int"]);
  } catch {
    return undefined; // Only a tuning is lost.
  }
}

/**
 * Takes a second reference that is never given back. koffi gives up its own when Node ends, and TensorFlow, unloaded under its own
 * threads, would end the process with a segmentation fault.
 */
function pin(koffi: Koffi, file: string): void {
  if (process.platform === "win32") {
    koffi.load("kernel32.dll").func("LoadLibraryW", ADDRESS, ["str16"])(file);
    return;
  }
  const RTLD_NOW = 2;
  koffi.load(null).func("dlopen", ADDRESS, ["str", "int"])(file, RTLD_NOW);
}
