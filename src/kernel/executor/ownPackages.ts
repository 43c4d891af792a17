import {existsSync, readFileSync} from "node:fs";
import {createRequire} from "node:module";
import path from "node:path";
import {fileURLToPath, pathToFileURL} from "node:url";

/** Folder of the package this file belongs to. */
const KERNEL_PACKAGE = fileURLToPath(new URL("../../../../", import.meta.url));

/**
 * Folder of the package `name` that a notebook in `cwd` means: the nearest `node_modules` copy, or a package of that
 * name around the notebook.
 */
export function nearestPackage(name: string, cwd: string): string | undefined {
  for (let folder = path.resolve(cwd); ; folder = path.dirname(folder)) {
    const installed = path.join(folder, "node_modules", name);
    if (existsSync(path.join(installed, "package.json"))) return installed;
    if (packageName(folder) === name) return folder;
    if (folder === path.dirname(folder)) return undefined;
  }
}

/**
 * Where the kernel finds its own packages for a notebook: `tslab` is always the kernel's shim; `kernelbook` and
 * `@tensorflow/tfjs` are the nearest copies, else the kernel's own, so that a notebook in a bare folder works. Undefined
 * for every other specifier.
 *
 * @returns A `file:` URL.
 */
export function ownPackage(specifier: string, cwd: string): string | undefined {
  if (specifier === "tslab") return new URL("./tslabShim.js", import.meta.url).href;
  if (specifier === "kernelbook")
    return pathToFileURL(
      mainFile(nearestPackage("kernelbook", cwd)) ?? path.join(KERNEL_PACKAGE, "dist/src/index.js"),
    ).href;
  if (specifier !== "@tensorflow/tfjs" || nearestPackage(specifier, cwd) !== undefined) return undefined;
  return pathToFileURL(createRequire(import.meta.url).resolve(specifier)).href;
}

function mainFile(folder: string | undefined): string | undefined {
  if (folder === undefined) return undefined;
  const {main = "index.js"} = readPackage(folder) ?? {};
  const file = path.join(folder, main);
  return existsSync(file) ? file : undefined;
}

function packageName(folder: string): string | undefined {
  return readPackage(folder)?.name;
}

function readPackage(folder: string): {name?: string; main?: string} | undefined {
  try {
    return JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {
      name?: string;
      main?: string;
    };
  } catch {
    return undefined; // none, or not ours to judge
  }
}
