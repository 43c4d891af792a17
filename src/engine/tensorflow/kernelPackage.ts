import {existsSync, readFileSync} from "node:fs";
import {createRequire} from "node:module";
import path from "node:path";
import {findTfjsNode} from "../install/tfjsNode.js";
import {KERNELS_VERSION} from "./limits.js";

/** The packages that have the kernels, the one for graphics cards first. */
export const ADDON_PACKAGES = ["@tensorflow/tfjs-node-gpu", "@tensorflow/tfjs-node"] as const;

/**
 * A folder with the published kernels: a package that npm has installed, with or without its addon, else what
 * `kernelbook engine install tensorflow` has brought.
 *
 * @returns Undefined when there is none of the right version.
 */
export function findKernels(): string | undefined {
  return [...ADDON_PACKAGES.map(packageFolder), findTfjsNode()].find(
    folder => folder !== undefined && isComplete(folder),
  );
}

/** Where npm has installed a package, seen from here; undefined when it has not. */
export function packageFolder(name: string): string | undefined {
  try {
    return path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch {
    return undefined; // Not installed, which is the usual case.
  }
}

/** The version in a package's own file; undefined when it can't be read. */
export function packageVersion(folder: string): string | undefined {
  try {
    const {version} = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {
      version?: string;
    };
    return version;
  } catch {
    return undefined;
  }
}

function isComplete(folder: string): boolean {
  return (
    packageVersion(folder) === KERNELS_VERSION &&
    existsSync(path.join(folder, "dist/register_all_kernels.js"))
  );
}
