import {TENSORFLOW_OLDEST, TORCH_OLDEST} from "./limits.js";

/** The engines whose library comes as a Python package. */
export type LibraryName = "torch" | "tensorflow";

/** A native library inside a Python package. Python itself is not used when it computes. */
export interface NativeLibrary {
  readonly name: LibraryName;
  /** As people call it. */
  readonly title: string;
  /** The folder of the package in `site-packages`. */
  readonly packageFolder: string;
  /** Where in that folder the files lie. */
  readonly libraryFolder: string;
  /** The file that is loaded, in the library's folder. */
  readonly main: string;
  /** A file that only builds for NVIDIA's cards have; TensorFlow's have none that tells. */
  readonly cuda?: string;
  /** The environment variable that names a folder. */
  readonly variable: string;
  readonly oldest: readonly [major: number, minor: number];
}

/** One of three file names, by the system this runs on. */
function here(linux: string, darwin: string, win32: string): string {
  if (process.platform === "darwin") return darwin;
  return process.platform === "win32" ? win32 : linux;
}

export const TORCH_LIBRARY: NativeLibrary = {
  name: "torch",
  title: "PyTorch",
  packageFolder: "torch",
  libraryFolder: "lib",
  main: here("libtorch_cpu.so", "libtorch_cpu.dylib", "torch_cpu.dll"),
  cuda: here("libtorch_cuda.so", "libtorch_cuda.dylib", "torch_cuda.dll"),
  variable: "KERNELBOOK_TORCH",
  oldest: TORCH_OLDEST,
};

export const TENSORFLOW_LIBRARY: NativeLibrary = {
  name: "tensorflow",
  title: "TensorFlow",
  packageFolder: "tensorflow",
  libraryFolder: "",
  main: here("libtensorflow_cc.so.2", "libtensorflow_cc.2.dylib", "python/_pywrap_tensorflow_common.dll"),
  variable: "KERNELBOOK_TENSORFLOW",
  oldest: TENSORFLOW_OLDEST,
};

export const LIBRARIES: readonly NativeLibrary[] = [TORCH_LIBRARY, TENSORFLOW_LIBRARY];
