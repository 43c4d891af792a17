import {homedir} from "node:os";
import path from "node:path";

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

const THIS_MACHINE: Machine = {platform: process.platform, env: process.env, home: homedir()};

/**
 * Where Jupyter keeps a user's data, kernelspecs among them.
 *
 * @source jupyter_core's documentation, "Common directories and file locations".
 */
export function userDataFolder({platform, env, home}: Machine = THIS_MACHINE): string {
  if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR;
  const {join} = platform === "win32" ? path.win32 : path.posix;
  if (platform === "win32") return join(env.APPDATA ?? join(home, "AppData", "Roaming"), "jupyter");
  if (platform === "darwin") return join(home, "Library", "Jupyter");
  return join(env.XDG_DATA_HOME || join(home, ".local", "share"), "jupyter");
}

/** Jupyter's data below an installation prefix such as a virtual environment. */
export function prefixDataFolder(prefix: string): string {
  return path.join(prefix, "share", "jupyter");
}

/** Every folder Jupyter looks for kernelspecs in, the first hit wins. */
export function dataFolders(machine: Machine = THIS_MACHINE): readonly string[] {
  const {platform, env} = machine;
  const listed = (env.JUPYTER_PATH ?? "").split(platform === "win32" ? ";" : ":").filter(Boolean);
  const environments = [env.VIRTUAL_ENV, env.CONDA_PREFIX].filter(prefix => prefix !== undefined);
  const system =
    platform === "win32"
      ? [path.win32.join(env.PROGRAMDATA ?? "C:\\ProgramData", "jupyter")]
      : ["/usr/local/share/jupyter", "/usr/share/jupyter"];
  return [...new Set([...listed, userDataFolder(machine), ...environments.map(prefixDataFolder), ...system])];
}
