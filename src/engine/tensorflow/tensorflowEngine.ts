import {existsSync} from "node:fs";
import path from "node:path";
import {
  type Device,
  type Engine,
  EngineError,
  type EngineSettings,
  type OpenEngine,
  type Probe,
} from "../engine.js";
import {findTensorflow} from "../install/findLibrary.js";
import {findAddon, openAddon} from "./addonBackend.js";
import {findKernels} from "./kernelPackage.js";
import {openOwnBackend} from "./ownBackend.js";

const INSTALL = "type `npx kernelbook engine install tensorflow`";

/** What is open, and whether it was opened to give the same bits. */
let open: OpenEngine | undefined;

/** TensorFlow's kernels: by an installed `@tensorflow/tfjs-node`, else by the C library of TensorFlow for Python. */
export const tensorflowEngine: Engine = {
  name: "tensorflow",

  async probe(): Promise<Probe> {
    const addon = findAddon();
    if (addon !== undefined) {
      const devices: Device[] = addon.cuda ? ["cpu", "cuda"] : ["cpu"];
      return {ok: true, version: addon.version, where: addon.folder, devices};
    }
    const place = await findTensorflow();
    if (!place.ok) return place;
    if (findKernels() === undefined) {
      const reason = `TensorFlow's library is in ${place.folder}, its kernels for JavaScript are not installed`;
      return {ok: false, state: "missing", reason, remedy: INSTALL};
    }
    return {ok: true, version: place.version, where: place.folder, devices: devicesOf(place.folder)};
  },

  async open(settings: EngineSettings): Promise<OpenEngine> {
    if (open !== undefined) return reopened(open, settings);
    open = await openFirst(settings);
    return open;
  },
};

/** An installed addon as it is, if it loads; else the library of TensorFlow for Python. */
async function openFirst(settings: EngineSettings): Promise<OpenEngine> {
  const addon = findAddon();
  const place = await findTensorflow();
  const kernels = findKernels();
  if (addon !== undefined) {
    try {
      return openAddon(addon, settings);
    } catch (error) {
      // What it lacks (a library of 2022, an older Node) the other way may have.
      if (!place.ok || kernels === undefined) throw error;
    }
  }
  if (!place.ok) throw new EngineError("tensorflow", place.reason, place.remedy);
  if (kernels === undefined) {
    throw new EngineError("tensorflow", "TensorFlow's kernels for JavaScript are not installed", INSTALL);
  }
  return await openOwnBackend(place.folder, kernels, settings);
}

/** TensorFlow can't tell without being loaded; NVIDIA's packages beside it are what its build for CUDA needs. */
function devicesOf(folder: string): Device[] {
  return existsSync(path.join(folder, "..", "nvidia")) ? ["cpu", "cuda"] : ["cpu"];
}

/** One process has one TensorFlow: threads and device are settled by the first that opens it. */
function reopened(open: OpenEngine, {device, deterministic}: EngineSettings): OpenEngine {
  const restart = "restart the kernel and choose it first";
  if (device !== open.device) {
    throw new EngineError(
      "tensorflow",
      `TensorFlow computes on ${open.device} already, not on ${device}`,
      restart,
    );
  }
  if (deterministic && !open.deterministic) {
    throw new EngineError("tensorflow", "TensorFlow was started without its deterministic mode", restart);
  }
  return open;
}
