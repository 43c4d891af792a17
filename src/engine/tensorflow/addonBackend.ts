import {existsSync, readdirSync} from "node:fs";
import {createRequire} from "node:module";
import os from "node:os";
import path from "node:path";
import type {EngineSettings, OpenEngine} from "../engine.js";
import {EngineError} from "../engine.js";
import {tfjs} from "../ops/tfjs.js";
import {ADDON_PACKAGES, packageFolder, packageVersion} from "./kernelPackage.js";
import {BACKEND, installOwnKernels} from "./kernels/install.js";
import type {NodeBackend} from "./nodeBackend.js";
import {NODE_UTIL} from "./nodeUtil.js";

/** A `@tensorflow/tfjs-node` or `@tensorflow/tfjs-node-gpu` that npm has installed with its addon. */
export interface Addon {
  readonly name: string;
  readonly folder: string;
  readonly version: string;
  readonly cuda: boolean;
}

/**
 * The addon package that is there, the one for graphics cards first. Loads nothing.
 *
 * @param folderOf  Where a package is installed; as Node finds it unless told.
 */
export function findAddon(folderOf = packageFolder): Addon | undefined {
  for (const name of ADDON_PACKAGES) {
    const folder = folderOf(name);
    if (folder === undefined || !hasAddon(folder)) continue;
    return {name, folder, version: packageVersion(folder) ?? "unknown", cuda: name.endsWith("-gpu")};
  }
  return undefined;
}

/** `lib/napi-v8/tfjs_binding.node`: installed without scripts, the package has none. */
function hasAddon(folder: string): boolean {
  const lib = path.join(folder, "lib");
  return (
    existsSync(lib) && readdirSync(lib).some(name => existsSync(path.join(lib, name, "tfjs_binding.node")))
  );
}

/**
 * Uses the package as it is: it registers its backend itself, and takes as many threads as there are processors.
 *
 * @throws {EngineError} When it does not load.
 */
export function openAddon(addon: Addon, settings: EngineSettings): OpenEngine {
  const {name, folder, version} = addon;
  const nodeRequire = createRequire(import.meta.url);
  // Node 23 has dropped two functions that the package calls; it takes them from Node's own module.
  const util = nodeRequire("node:util") as Record<string, unknown>;
  for (const [key, value] of Object.entries(NODE_UTIL)) util[key] ??= value;
  const tf = tfjs();
  try {
    nodeRequire(folder);
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).split("\n")[0];
    throw new EngineError(
      "tensorflow",
      `${name} in ${folder} does not load: ${reason}`,
      `type \`npm uninstall ${name}\` and \`npx kernelbook engine install tensorflow\``,
      {cause: error},
    );
  }
  const backend = tf.findBackend(BACKEND) as NodeBackend;
  const {binding} = backend;
  if (settings.device === "cuda" && !binding.isUsingGpuDevice()) {
    throw new EngineError("tensorflow", `${name} finds no NVIDIA card that it can use`, "choose device cpu");
  }
  installOwnKernels(tf, backend);
  return {
    backend: BACKEND,
    version,
    where: folder,
    threads: os.availableParallelism(),
    device: binding.isUsingGpuDevice() ? "cuda" : "cpu",
    deterministic: false,
    memory: () => ({bytes: tf.memory().numBytes, handles: binding.getNumOfTensors()}),
  };
}
