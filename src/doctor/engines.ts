import type {EngineName} from "../engine/engine.js";
import {probeEngines} from "../engine/probeEngines.js";
import type {Places} from "../frontend/places.js";
import type {Finding} from "./finding.js";
import {probeModule} from "./probeModule.js";

const group = "Engines";

const BRINGS: Readonly<Record<EngineName, string>> = {
  torch: "PyTorch's own kernels: the fastest training, on a processor or a GPU",
  tensorflow: "TensorFlow's own kernels, for half of PyTorch's download",
  wasm: "training at a fair speed with nothing but npm",
  cpu: "plain JavaScript, everywhere; very slow",
};

const PACKAGES: readonly {readonly name: string; readonly brings: string; readonly get: string}[] = [
  {
    name: "koffi",
    brings: "calls into native libraries: the engines torch and tensorflow",
    get: "npm install --no-save koffi",
  },
  {
    name: "sharp",
    brings: "fast decoding of JPEG, WebP and other pictures",
    get: "npm install --no-save sharp",
  },
];

async function tiers(): Promise<Finding[]> {
  return (await probeEngines()).map(({name, probe}): Finding => {
    const base = {group, name: `engine ${name}`, brings: BRINGS[name]} as const;
    if (probe.ok) {
      const detail = `${probe.version} on ${probe.devices.join(", ")}, ${probe.where}`;
      return {...base, state: "ok", detail};
    }
    const state = probe.state === "broken" ? "warning" : "missing";
    return {...base, state, detail: probe.reason, get: probe.remedy};
  });
}

/** What can compute, from the fastest to the slowest; then packages with native code, each tried in a process of its own. */
export async function engineFindings({root}: Places): Promise<Finding[]> {
  const packages = PACKAGES.map(async ({name, brings, get}): Promise<Finding> => {
    const {state, detail} = await probeModule(name, root);
    const found = state === "broken" ? "warning" : state;
    return {group, name, state: found, detail, brings, ...(state === "ok" ? {} : {get})};
  });
  return [...(await tiers()), ...(await Promise.all(packages))];
}
