import type {EngineSettings, OpenEngine} from "../engine.js";
import {EngineError} from "../engine.js";
import {tfjs} from "../ops/tfjs.js";
import {type CountingBinding, makeBinding} from "./binding.js";
import {EagerContext} from "./eagerContext.js";
import {BACKEND, installOwnKernels} from "./kernels/install.js";
import {loadCLibrary} from "./library.js";
import {loadKernels} from "./loadKernels.js";
import type {NodeBackend} from "./nodeBackend.js";

/** Variables that TensorFlow reads once. */
function environment({deterministic}: EngineSettings): Record<string, string> {
  return {
    // Warnings and errors only. Two lines come before it reads this and can't be silenced: oneDNN says that it is on.
    TF_CPP_MIN_LOG_LEVEL: "1",
    ...(deterministic && {TF_DETERMINISTIC_OPS: "1"}),
  };
}

/**
 * The published kernels over TensorFlow's C library, called without an addon.
 *
 * @param folder  Holds the library.
 * @param kernels  Holds the published kernels.
 * @throws {EngineError} When the library can't be used.
 */
export async function openOwnBackend(
  folder: string,
  kernels: string,
  settings: EngineSettings,
): Promise<OpenEngine> {
  const library = await loadCLibrary(folder, environment(settings));
  const context = new EagerContext(library, settings.threads, settings.device);
  if (settings.device === "cuda" && !context.devices.has("GPU")) {
    throw new EngineError(
      "tensorflow",
      `TensorFlow ${context.version} in ${folder} finds no NVIDIA card that it can use`,
      "choose device cpu, or name a TensorFlow built for CUDA by KERNELBOOK_TENSORFLOW",
    );
  }
  const binding: CountingBinding = makeBinding(context);
  const tf = tfjs();
  const Backend = loadKernels(tf, kernels);
  tf.registerBackend(BACKEND, () => {
    const backend: NodeBackend = new Backend(binding, "@tensorflow/tfjs-node");
    installOwnKernels(tf, backend);
    return backend;
  });
  return {
    backend: BACKEND,
    version: context.version,
    where: library.file,
    threads: settings.threads,
    device: settings.device,
    deterministic: settings.deterministic,
    memory: () => ({bytes: binding.bytes(), handles: binding.getNumOfTensors()}),
  };
}
