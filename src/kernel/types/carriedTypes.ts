import fs from "node:fs";
import {createRequire} from "node:module";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {nearestPackage} from "../executor/ownPackages.js";
import {slashed} from "./virtualFiles.js";

/** This package's folder; the file runs as `dist/src/kernel/types/carriedTypes.js`. */
const PACKAGE = fileURLToPath(new URL("../../../../", import.meta.url));

/** Packages whose types come from the kernel's own installation where the notebook has no copy. */
const CARRIED = ["@tensorflow/tfjs"];

export interface CarriedTypes {
  /** For `compilerOptions.paths`: what is not found, or must not be looked for, above the notebook. */
  readonly paths: Readonly<Record<string, readonly string[]>>;
  /** For `compilerOptions.typeRoots`, nearest first, the kernel's own last. */
  readonly typeRoots: readonly string[];
}

/**
 * Where a notebook in `folder` takes the types that the kernel promises: Node's, this library's, TensorFlow.js's and
 * `tslab`'s. A copy above the notebook wins, except for `tslab`, which is always the kernel's own shim.
 */
export function carriedTypes(folder: string): CarriedTypes {
  const paths: Record<string, string[]> = {};
  const library = nearestLibrary(folder);
  if (library !== undefined) paths.kernelbook = [library];
  const shim = path.join(PACKAGE, "dist/src/kernel/executor/tslabShim.d.ts");
  if (fs.existsSync(shim)) paths.tslab = [slashed(shim)];
  for (const name of CARRIED) {
    if (nearestPackage(name, folder) !== undefined) continue;
    const own = ownPackage(name);
    if (own !== undefined) paths[name] = [slashed(own)];
  }
  const typeRoots = ancestors(folder).map(above => path.join(above, "node_modules/@types"));
  const nodeTypes = ownPackage("@types/node");
  if (nodeTypes !== undefined) typeRoots.push(path.dirname(nodeTypes));
  return {paths, typeRoots: [...new Set(typeRoots.filter(root => fs.existsSync(root)).map(slashed))]};
}

/** Undefined when an ordinary look-up from the folder finds the library by itself. */
function nearestLibrary(folder: string): string | undefined {
  const nearest = nearestPackage("kernelbook", folder);
  if (nearest !== undefined && path.basename(path.dirname(nearest)) === "node_modules") return undefined;
  const candidates = [nearest ?? PACKAGE, PACKAGE].map(library => path.join(library, "dist/src/index.d.ts"));
  const built = candidates.find(file => fs.existsSync(file));
  return built === undefined ? undefined : slashed(built);
}

function ownPackage(name: string): string | undefined {
  try {
    return path.dirname(createRequire(path.join(PACKAGE, "package.json")).resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}

/** The folder itself and all above it, nearest first. */
function ancestors(folder: string): string[] {
  const above = path.dirname(folder);
  return above === folder ? [folder] : [folder, ...ancestors(above)];
}
