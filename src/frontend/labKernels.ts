import fs from "node:fs";
import {createRequire} from "node:module";
import path from "node:path";
import {prefixDataFolder} from "../kernel/install/dataFolders.js";
import {installKernel} from "../kernel/install/install.js";
import {atomicWrite} from "../notebook/atomicWrite.js";
import type {Places} from "./places.js";

/** The stock kernel beside ours, to compare with. */
const STOCK = "tslab-stock";

/** Folder of the installed tslab, or undefined: it is optional, one of its native parts may be missing here. */
function stockTslab(root: string): string | undefined {
  try {
    return path.dirname(createRequire(path.join(root, "package.json")).resolve("tslab/package.json"));
  } catch {
    return undefined;
  }
}

/** Written here because `tslab install` needs Python packages and writes for the whole user. */
function writeStockSpec(venv: string, tslab: string): void {
  const {version} = JSON.parse(fs.readFileSync(path.join(tslab, "package.json"), "utf8")) as {
    version: string;
  };
  const folder = path.join(prefixDataFolder(venv), "kernels", STOCK);
  const spec = {
    argv: [
      process.execPath,
      path.join(tslab, "bin", "tslab"),
      "kernel",
      "--config-path",
      "{connection_file}",
    ],
    display_name: `TypeScript (stock tslab ${version})`,
    language: "typescript",
  };
  fs.mkdirSync(folder, {recursive: true});
  atomicWrite(path.join(folder, "kernel.json"), `${JSON.stringify(spec, null, 1)}\n`);
}

/**
 * Installs our kernel as `tslab` into the environment, and stock tslab as `tslab-stock` where it is installed. Done at
 * every start: the paths in a kernelspec are absolute, and the clone or Node may have moved.
 *
 * @returns Which kernels there are.
 */
export async function installLabKernels({root, venv}: Places): Promise<string> {
  installKernel({target: {kind: "prefix", prefix: venv}});
  const tslab = stockTslab(root);
  if (tslab === undefined) {
    fs.rmSync(path.join(prefixDataFolder(venv), "kernels", STOCK), {recursive: true, force: true});
    return "kernelbook (stock tslab is not installed)";
  }
  writeStockSpec(venv, tslab);
  return "kernelbook and stock tslab";
}
