import os from "node:os";
import path from "node:path";
import {fileURLToPath} from "node:url";

/** This package's own folder, from `dist/src/engine/install/`. */
const packageFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../../..");

/** The folder that holds `node_modules` when this package was installed there, else the package: the clone. */
function projectFolder(): string {
  const parts = packageFolder.split(path.sep);
  const at = parts.lastIndexOf("node_modules");
  return at < 0 ? packageFolder : parts.slice(0, at).join(path.sep);
}

/** Where the project's own engines lie: `.engines/`, or what KERNELBOOK_ENGINES_FOLDER names. */
export function projectEngines(): string {
  const chosen = process.env.KERNELBOOK_ENGINES_FOLDER;
  return chosen ? path.resolve(chosen) : path.join(projectFolder(), ".engines");
}

/** Where engines lie that all projects of this user share. */
export function sharedEngines(): string {
  return path.join(cacheFolder(), "kernelbook", "engines");
}

function cacheFolder(): string {
  const {XDG_CACHE_HOME, LOCALAPPDATA} = process.env;
  if (process.platform === "win32") return LOCALAPPDATA || path.join(os.homedir(), "AppData", "Local");
  if (process.platform === "darwin") return path.join(os.homedir(), "Library", "Caches");
  return XDG_CACHE_HOME || path.join(os.homedir(), ".cache");
}
