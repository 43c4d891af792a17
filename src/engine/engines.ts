import type {Engine, EngineName} from "./engine.js";

/** Each tier in a file of its own, loaded when it is asked for. */
const LOADERS: Readonly<Record<EngineName, () => Promise<Engine>>> = {
  torch: () => import("./torch/torchEngine.js").then(module => module.torchEngine),
  tensorflow: () => import("./tensorflow/tensorflowEngine.js").then(module => module.tensorflowEngine),
  wasm: () => import("./wasm/wasmEngine.js").then(module => module.wasmEngine),
  cpu: () => import("./cpu/cpuEngine.js").then(module => module.cpuEngine),
};

/** The tiers from the fastest to the slowest: the order in which `auto` tries them. */
export const ENGINE_NAMES: readonly EngineName[] = ["torch", "tensorflow", "wasm", "cpu"];

export function isEngineName(name: unknown): name is EngineName {
  return ENGINE_NAMES.some(one => one === name);
}

/** Loads a tier's own code, not yet the library that computes. */
export async function loadEngine(name: EngineName): Promise<Engine> {
  return await LOADERS[name]();
}
