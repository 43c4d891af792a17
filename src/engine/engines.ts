import type {Engine, EngineName} from "./engine.js";

/** Each tier in a file of its own, loaded when it is asked for. */
const LOADERS: Readonly<Record<EngineName, () => Promise<Engine>>> = {
  torch: () => tier("torch"),
  tensorflow: () => tier("tensorflow"),
  wasm: () => tier("wasm"),
  cpu: () => import("./cpu/cpuEngine.js").then(module => module.cpuEngine),
};

async function tier(name: EngineName): Promise<Engine> {
  const module = (await import(`./${name}/${name}Engine.js`)) as Readonly<Record<string, Engine>>;
  const engine = module[`${name}Engine`];
  if (engine === undefined) throw new Error(`engine/${name}/${name}Engine.js must export ${name}Engine`);
  return engine;
}

/** The tiers from the fastest to the slowest: the order in which `auto` tries them. */
export const ENGINE_NAMES: readonly EngineName[] = ["torch", "tensorflow", "wasm", "cpu"];

export function isEngineName(name: unknown): name is EngineName {
  return ENGINE_NAMES.some(one => one === name);
}

/** Loads a tier's own code, not yet the library that computes. */
export async function loadEngine(name: EngineName): Promise<Engine> {
  return await LOADERS[name]();
}
