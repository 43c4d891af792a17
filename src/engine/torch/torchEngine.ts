import {existsSync} from "node:fs";
import path from "node:path";
import {
  type Device,
  type Engine,
  EngineError,
  type EngineMemory,
  type EngineSettings,
  type OpenEngine,
} from "../engine.js";
import {installFused} from "../fused/install.js";
import {findTorch} from "../install/findLibrary.js";
import {type TorchBackend, torchBackendClass} from "./backend.js";
import {backendName} from "./backendName.js";
import {installCrossEntropy} from "./crossEntropy.js";
import {setDeterministic} from "./determinism.js";
import {registerFallbacks} from "./fallback.js";
import {installGradients} from "./gradients.js";
import {KernelKit} from "./kernelKit.js";
import {registerKernels} from "./kernels/all.js";
import {loadLibrary} from "./library.js";
import {Memory} from "./memory.js";
import {bindOperators} from "./operators.js";
import {installOptimizers} from "./optimizers.js";
import {Shim} from "./shim.js";
import type {TensorFlow} from "./tensorFlow.js";
import {setThreads} from "./threads.js";

const REMEDY = "type `kernelbook engine install torch`";

/** Backends that are open, by device: a process loads the library once, and TensorFlow.js keeps its backends. */
const backends = new Map<Device, TorchBackend>();

/** PyTorch's library under the TensorFlow.js API: the fast tier, on the CPU and on GPUs. */
export const torchEngine: Engine = {
  name: "torch",

  async probe() {
    const place = await findTorch();
    if (!place.ok) return place;
    const devices: Device[] = ["cpu"];
    if (place.cuda) devices.push("cuda");
    if (process.platform === "darwin" && process.arch === "arm64") devices.push("mps");
    return {ok: true, version: place.version, where: place.folder, devices};
  },

  async open(settings: EngineSettings): Promise<OpenEngine> {
    const place = await findTorch();
    if (!place.ok) throw new EngineError("torch", place.reason, place.remedy);
    const tf = await import("@tensorflow/tfjs");
    const {device, deterministic} = settings;
    const backend = backends.get(device) ?? (await openBackend(tf, place.folder, device));
    const {shim, memoryOf} = backend;
    const threads = setThreads(shim, settings.threads);
    const told = setDeterministic(shim, deterministic);
    return {
      backend: backendName(device),
      version: place.version,
      where: place.folder,
      threads,
      device,
      deterministic: deterministic && (told || device === "cpu"),
      memory: (): EngineMemory => ({bytes: memoryOf.bytes(), handles: shim.handles.size}),
    };
  },
};

async function openBackend(tf: TensorFlow, folder: string, device: Device): Promise<TorchBackend> {
  const library = await loadLibrary(folder, device);
  const backend = makeBackend(tf, () => {
    const shim = new Shim(library, device);
    // TensorFlow.js differentiates; PyTorch must not record. The switch is the thread's own.
    shim.function("aoti_torch_grad_mode_set_enabled", "void", ["bool"])(false);
    return {shim, memory: new Memory(shim, library, device)};
  });
  const name = backendName(device);
  const kit = new KernelKit(tf, backend, bindOperators(backend.shim), name);
  tryDevice(backend, device, folder);
  registerKernels(kit);
  registerFallbacks(tf, backend, name);
  installFused(tf);
  installGradients(tf);
  installCrossEntropy(tf);
  installOptimizers(tf, kit, name);
  // Above wasm and cpu, so that TensorFlow.js itself would choose it, too.
  tf.registerBackend(name, () => backend, 4);
  backends.set(device, backend);
  return backend;
}

function makeBackend(tf: TensorFlow, parts: () => {shim: Shim; memory: Memory}): TorchBackend {
  try {
    const {shim, memory} = parts();
    return new (torchBackendClass(tf))(shim, memory);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new EngineError("torch", `PyTorch's library does not have what is needed: ${reason}`, REMEDY);
  }
}

/** A first small sum: says now, not in the middle of a training, that there is no such device. */
function tryDevice({shim, memoryOf}: TorchBackend, device: Device, folder: string): void {
  const mark = shim.mark();
  try {
    memoryOf.full([2], 1, "float32");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const cuda = existsSync(path.join(folder, "libtorch_cuda.so"));
    const remedy = device === "cuda" && cuda ? "look whether `nvidia-smi` works" : 'use device "cpu"';
    throw new EngineError("torch", `device ${device} can't be used: ${reason}`, remedy);
  } finally {
    shim.freeSince(mark);
  }
}
