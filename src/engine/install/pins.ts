import type {LibraryName} from "./libraries.js";
import {CUDA_BASE_WHEELS, CUDA_WHEELS, TENSORFLOW_WHEELS, TORCH_WHEELS, type Wheel} from "./wheels.js";

/** What an installation takes, from where. */
export interface PinSet {
  readonly name: LibraryName;
  readonly version: string;
  readonly device: InstallDevice;
  readonly wheels: readonly Wheel[];
  /** Paths inside the wheels that are kept. */
  readonly keep: RegExp;
  /** Megabytes to download. */
  readonly download: number;
  /** Megabytes on disk when it is done. */
  readonly installed: number;
}

export type InstallDevice = "cpu" | "cuda";

/** How a wheel's name ends, by `process.platform` and `process.arch`. */
const TAGS: Readonly<Record<string, RegExp>> = {
  "linux-x64": /manylinux[^-]*_x86_64\.whl$/,
  "linux-arm64": /manylinux[^-]*_aarch64\.whl$/,
  "win32-x64": /win_amd64\.whl$/,
  "darwin-arm64": /macosx_[^-]*_arm64\.whl$/,
};

/** Notes and licences travel with the libraries. */
const NOTES =
  "[^/]+\\.dist-info/(METADATA|LICENSE[^/]*|License[^/]*|licenses/(?!.*\\.\\.).*[^/])|tensorflow/THIRD_PARTY[^/]*";

function keeping(...paths: readonly string[]): RegExp {
  return new RegExp(`^(?:${[NOTES, ...paths].join("|")})$`);
}

/** Which files are loaded: seen on linux-x64; elsewhere all that may be. */
const TORCH_KEEP: Readonly<Record<string, RegExp>> = {
  "linux-x64": keeping(
    "torch/version\\.py",
    "torch/lib/(libtorch_cpu\\.so|libc10\\.so|libgomp\\.so\\.1)",
    "nvidia/cu13/lib/lib(cudart|cupti)\\.so\\.13",
  ),
  "linux-arm64": keeping(
    "torch/version\\.py",
    "(torch/lib|torch\\.libs)/(?!libtorch_cuda|libc10_cuda|libtorch_nvshmem|libtorch_python)[^/]+\\.so[.\\d]*",
    "nvidia/cu13/lib/lib(cudart|cupti)\\.so\\.13",
  ),
  "win32-x64": keeping("torch/version\\.py", "torch/lib/[^/]+\\.dll"),
  "darwin-arm64": keeping("torch/version\\.py", "torch/lib/[^/]+\\.dylib"),
};

const CUDA_KEEP = keeping(
  "torch/version\\.py",
  "(torch/lib|torch\\.libs)/[^/]+\\.so[.\\d]*",
  "nvidia/.+\\.so[.\\d]*",
);

const TENSORFLOW_LINUX = keeping("tensorflow/libtensorflow_(cc|framework)\\.so\\.2");

const TENSORFLOW_KEEP: Readonly<Record<string, RegExp>> = {
  "linux-x64": TENSORFLOW_LINUX,
  "linux-arm64": TENSORFLOW_LINUX,
  "win32-x64": keeping("tensorflow/python/_pywrap_tensorflow_common\\.dll", "tensorflow/[^/]+\\.dll"),
  "darwin-arm64": keeping("tensorflow/libtensorflow_(cc|framework)\\.2\\.dylib"),
};

/** Megabytes to download and on disk; those on disk are measured on linux-x64 and estimates elsewhere. */
const TORCH_SIZES: Readonly<Record<string, readonly [number, number]>> = {
  "linux-x64": [553, 459],
  "linux-arm64": [498, 500],
  "win32-x64": [127, 300],
  "darwin-arm64": [139, 250],
};
const TENSORFLOW_SIZES: Readonly<Record<string, readonly [number, number]>> = {
  "linux-x64": [274, 853],
  "linux-arm64": [282, 900],
  "win32-x64": [351, 900],
  "darwin-arm64": [223, 700],
};
/** PyTorch's wheel with all of NVIDIA's. */
const CUDA_SIZES = [3000, 5000] as const;

/**
 * The wheels for a platform.
 *
 * @param platform  `linux-x64`, as `process.platform` and `process.arch` say it.
 * @returns Undefined where the publisher has none, or we have not pinned any.
 */
export function pinsFor(name: LibraryName, device: InstallDevice, platform: string): PinSet | undefined {
  const tag = TAGS[platform];
  if (tag === undefined) return undefined;
  const here = (wheels: readonly Wheel[]) => wheels.filter(({file}) => tag.test(file));
  const isCuda = device === "cuda";
  const rest = isCuda ? here(CUDA_WHEELS) : [];
  // NVIDIA's cards: PyTorch on Linux. TensorFlow with CUDA comes as @tensorflow/tfjs-node-gpu.
  if (isCuda && (name === "tensorflow" || rest.length === 0)) return undefined;
  const [main] = here(name === "torch" ? TORCH_WHEELS : TENSORFLOW_WHEELS);
  const keep = isCuda ? CUDA_KEEP : (name === "torch" ? TORCH_KEEP : TENSORFLOW_KEEP)[platform];
  const sizes = isCuda ? CUDA_SIZES : (name === "torch" ? TORCH_SIZES : TENSORFLOW_SIZES)[platform];
  if (main === undefined || keep === undefined || sizes === undefined) return undefined;
  const wheels = name === "torch" ? [main, ...here(CUDA_BASE_WHEELS), ...rest] : [main];
  const version = main.requirement.split("==")[1] ?? "";
  return {name, version, device, wheels, keep, download: sizes[0], installed: sizes[1]};
}
