import {existsSync} from "node:fs";
import path from "node:path";
import {type Device, EngineError} from "../engine.js";
import {type Koffi, type Library, loadKoffi} from "../native/koffi.js";
import {MALLOC_MMAP_THRESHOLD, MALLOC_TRIM_THRESHOLD, OPENMP_SPINS} from "./limits.js";

/** A native function; koffi checks the number of arguments and their types. */
export type Native = (...values: (number | boolean | string | ArrayBufferView)[]) => number;

/** C's name for an address: a number here, never a BigInt. */
export const ADDRESS = "uint64_t";

/** PyTorch's libraries, loaded into this process. */
export interface TorchLibrary {
  readonly koffi: Koffi;
  /** libtorch_cpu: the C shim and the kernels of the CPU (and of Apple's GPU). */
  readonly main: Library;
  /** Where the kernels of the device are: libtorch_cuda, else the same. */
  readonly kernels: Library;
  /** Where memcpy and calloc are. */
  readonly libc: Library;
}

const FILES: Readonly<Partial<Record<NodeJS.Platform, {readonly main: string; readonly cuda: string}>>> = {
  linux: {main: "libtorch_cpu.so", cuda: "libtorch_cuda.so"},
  darwin: {main: "libtorch_cpu.dylib", cuda: "libtorch_cuda.dylib"},
  win32: {main: "torch_cpu.dll", cuda: "torch_cuda.dll"},
};

/** Settings that OpenMP reads once, while it is loaded. */
const OPENMP = {
  GOMP_SPINCOUNT: String(OPENMP_SPINS),
} as const;

/**
 * Loads the libraries. The process keeps them: they can't be unloaded.
 *
 * @throws {EngineError} When a file is missing, truncated or made for another machine.
 */
export async function loadLibrary(folder: string, device: Device): Promise<TorchLibrary> {
  const koffi = await loadKoffi("torch");
  const files = FILES[process.platform];
  if (files === undefined) {
    throw new EngineError("torch", `PyTorch has no library for ${process.platform}`, "use the engine wasm");
  }
  if (process.platform === "linux") prepareLinux(koffi);
  const load = (name: string): Library => {
    const file = path.join(folder, name);
    const remedy = "type `kernelbook engine install torch`";
    if (!existsSync(file)) throw new EngineError("torch", `${file} is missing`, remedy);
    try {
      return koffi.load(file, {global: true});
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new EngineError("torch", `${file} can't be loaded: ${reason}`, remedy);
    }
  };
  const main = load(files.main);
  const kernels = device === "cuda" ? load(files.cuda) : main;
  return {koffi, main, kernels, libc: process.platform === "win32" ? koffi.load("msvcrt.dll") : main};
}

/** Whether a library exports this name. */
export function exportsName(library: Library, name: string): boolean {
  try {
    return library.symbol(name) !== null;
  } catch {
    return false; // koffi throws for a name it does not find
  }
}

/** What must be said to glibc and OpenMP before the library comes. */
function prepareLinux(koffi: Koffi): void {
  const process_ = koffi.load(null);
  // Not process.env: in a worker thread that is a copy, which C never sees. 0: what the user has set stays.
  const setenv = process_.func("setenv", "int", ["str", "str", "int"]);
  for (const [name, value] of Object.entries(OPENMP)) setenv(name, value, 0);
  if (!exportsName(process_, "mallopt")) return; // another C library than glibc
  const M_TRIM_THRESHOLD = -1;
  const M_MMAP_THRESHOLD = -3;
  const mallopt = process_.func("mallopt", "int", ["int", "int"]);
  mallopt(M_TRIM_THRESHOLD, MALLOC_TRIM_THRESHOLD);
  mallopt(M_MMAP_THRESHOLD, MALLOC_MMAP_THRESHOLD);
}
