import {createRequire} from "node:module";
import path from "node:path";
import * as tf from "@tensorflow/tfjs";
import * as wasm from "@tensorflow/tfjs-backend-wasm";
import {EngineError, type EngineSettings, type OpenEngine} from "../engine.js";
import {installBatchNormLayer} from "./gradients/batchNormLayer.js";
import {registerGradients} from "./gradients/gradients.js";
import {HEAP_LIMIT_BYTES, HeapGuard} from "./heapGuard.js";
import {registerKernels} from "./kernels/registerKernels.js";
import {attachNative} from "./nativeBackend.js";
import {NativePrograms} from "./pool/nativePrograms.js";
import {sharedStart} from "./threads/sharedStart.js";
import type {WasmMemory} from "./webAssembly.js";
import {withoutListeners} from "./withoutListeners.js";

/** Emscripten's module: memory is its own property in the threaded build, an export in the other. */
interface EmscriptenModule {
  readonly wasmMemory?: WasmMemory;
  readonly asm?: {readonly memory?: WasmMemory};
  _malloc(bytes: number): number;
  _free(address: number): void;
}

interface Opened {
  readonly settings: EngineSettings;
  readonly backend: wasm.BackendWasm;
  readonly engine: OpenEngine;
  readonly programs: NativePrograms;
}

let opened: Opened | undefined;

/** Starts the backend with our kernels, once for the same settings; with others only while no tensor lives on it. */
export async function openWasm(settings: EngineSettings): Promise<OpenEngine> {
  if (settings.device !== "cpu")
    throw new EngineError(
      "wasm",
      `the wasm engine computes on the cpu, not on ${settings.device}`,
      "take the torch engine for a GPU",
    );
  const before = opened;
  const running = startedBackend();
  if (before !== undefined && running === before.backend) {
    if (before.settings.threads === settings.threads) return before.engine;
    refuseWithTensors(before.backend, `is open with ${before.engine.threads} threads`);
    before.programs.stop();
  } else if (running !== undefined) refuseWithTensors(running, "was started without useEngine");
  if (running !== undefined) removeBackend();
  opened = await start(settings);
  return opened.engine;
}

/** The wasm backend if somebody has started it; asking TensorFlow.js for it by name would start it. */
function startedBackend(): wasm.BackendWasm | undefined {
  const {registry} = tf.engine();
  return registry.wasm as wasm.BackendWasm | undefined;
}

function refuseWithTensors(backend: wasm.BackendWasm, how: string): void {
  const tensors = backend.numDataIds();
  if (tensors > 0)
    throw new EngineError(
      "wasm",
      `the wasm backend ${how} and holds ${tensors} tensors, so it can't be started in another way`,
      "choose the engine and its threads before the first tensor, or dispose of all tensors first",
    );
}

/** Removes the backend but not the way to make a new one, which TensorFlow.js would forget with it. */
function removeBackend(): void {
  const factory = tf.findBackendFactory("wasm");
  tf.removeBackend("wasm");
  // The package's own priority.
  tf.registerBackend("wasm", factory, 2);
}

async function start(settings: EngineSettings): Promise<Opened> {
  const {threads} = settings;
  const backend = await startBackend(threads);
  const module = backend.wasm as unknown as EmscriptenModule;
  const memory = module.wasmMemory ?? module.asm?.memory;
  if (memory === undefined)
    throw new EngineError(
      "wasm",
      "the wasm backend does not show its memory",
      "install the project's own version: `npm ci`",
    );
  const guard = new HeapGuard(module);
  const heap = {
    memory,
    allocate: (bytes: number) => guard.allocate(bytes),
    free: (address: number) => guard.free(address),
  };
  const programs = await NativePrograms.start(heap, threads);
  attachNative(backend, {heap, programs});
  registerKernels();
  registerGradients();
  installBatchNormLayer();
  const engine: OpenEngine = {
    backend: "wasm",
    version: wasm.version_wasm,
    where: path.dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm/package.json")),
    threads: programs.threads,
    device: "cpu",
    deterministic: true,
    memory: () => ({bytes: guard.bytes, limitBytes: HEAP_LIMIT_BYTES, handles: backend.numDataIds()}),
  };
  return {settings, backend, engine, programs};
}

/** Starts the build for one thread or for several, and leaves the selected backend as it was. */
async function startBackend(threads: number): Promise<wasm.BackendWasm> {
  const selected = tf.engine().backendName;
  tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", threads > 1);
  wasm.setThreadsCount(1);
  const select = () => withoutListeners(() => tf.setBackend("wasm"));
  const done = threads > 1 ? await sharedStart(select) : await select();
  const backend = tf.findBackend("wasm");
  if (!done || !(backend instanceof wasm.BackendWasm))
    throw new EngineError(
      "wasm",
      "the wasm backend does not start: WebAssembly got no memory or its files can't be read",
      "see that the process may use some gigabytes of address space (`ulimit -v`), and run `npm ci`",
    );
  // None is selected before the first engine, and after ours has been removed.
  if (selected && selected !== "wasm") await tf.setBackend(selected);
  return backend;
}
