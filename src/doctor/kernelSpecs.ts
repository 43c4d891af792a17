import fs from "node:fs";
import path from "node:path";
import type {Places} from "../frontend/places.js";
import {prefixDataFolder} from "../kernel/install/dataFolders.js";
import {type FoundSpec, findKernels} from "../kernel/install/install.js";
import {isOurs, type KernelSpec, readKernelSpec} from "../kernel/install/kernelSpec.js";
import type {Finding} from "./finding.js";

const group = "Kernels";

/** Absolute paths in a kernelspec's command that are not there: Node was updated, or the clone was moved. */
function deadPaths(spec: KernelSpec): string[] {
  return spec.argv.filter(word => path.isAbsolute(word) && !fs.existsSync(word));
}

function speaksTypeScript(spec: KernelSpec | "broken"): boolean {
  return spec === "broken" || /^(typescript|javascript)$/i.test(spec.language);
}

function finding({name, folder, spec, isShadowed}: FoundSpec, renew: string): Finding {
  const base = {group, name: `kernelspec ${name}`} as const;
  const brings = spec === "broken" ? "nothing as it is" : `"${spec.display_name}" in the list of kernels`;
  const remove = `remove the folder ${folder}`;
  if (spec === "broken") {
    return {...base, state: "warning", detail: `${folder}: kernel.json can't be read`, brings, get: remove};
  }
  const dead = deadPaths(spec);
  if (dead.length > 0) {
    const get = isOurs(spec) ? renew : remove;
    return {...base, state: "warning", detail: `${folder}: ${dead.join(", ")} is not there`, brings, get};
  }
  if (isShadowed) {
    const detail = `${folder}: never used, another one of that name comes before it`;
    return {...base, state: "warning", detail, brings, get: remove};
  }
  return {...base, state: "ok", detail: folder, brings};
}

/** What the project's own JupyterLab finds in its environment. */
function inEnvironment({venv}: Places): FoundSpec[] {
  const kernels = path.join(prefixDataFolder(venv), "kernels");
  const names = fs.existsSync(kernels) ? fs.readdirSync(kernels).sort() : [];
  return names.flatMap(name => {
    const folder = path.join(kernels, name);
    const spec = readKernelSpec(folder);
    return spec === undefined ? [] : [{name, folder, spec, isShadowed: false}];
  });
}

/** Every TypeScript or JavaScript kernelspec that JupyterLab in .venv and the user's own Jupyter or VS Code would find. */
export async function kernelSpecFindings(places: Places): Promise<Finding[]> {
  const local = inEnvironment(places).filter(({spec}) => speaksTypeScript(spec));
  const users = findKernels().filter(
    ({spec, folder}) => speaksTypeScript(spec) && !folder.startsWith(places.venv + path.sep),
  );
  const findings = [
    ...local.map(one => finding(one, "npm start")),
    ...users.map(one => finding(one, "npx kernelbook kernel install --user")),
  ];
  if (users.some(({spec}) => isOurs(spec))) return findings;
  return [
    ...findings,
    {
      group,
      name: "kernelspec for the user",
      state: "missing",
      detail: "VS Code and a Jupyter of your own don't see the kernel",
      brings: "the kernel in every Jupyter front end of this user",
      get: "npx kernelbook kernel install --user",
    },
  ];
}
