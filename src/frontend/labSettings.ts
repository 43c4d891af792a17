import fs from "node:fs";
import path from "node:path";
import {atomicWrite} from "../notebook/atomicWrite.js";

/** JupyterLab's own settings files below `.lab/`, and the environment that makes Jupyter use only those. */
export interface LabFolders {
  readonly config: string;
  readonly data: string;
  readonly runtime: string;
}

/**
 * Defaults that differ from JupyterLab's; a learner's own choice in Settings wins over them.
 * No news: the question about it covers the first notebook, and asking would call a server elsewhere.
 */
const SETTING_DEFAULTS = {
  "@jupyterlab/apputils-extension:notification": {
    fetchNews: "false",
    checkForUpdates: false,
    doNotDisturbMode: true,
  },
};

export function labFolders(lab: string): LabFolders {
  return {config: path.join(lab, "config"), data: path.join(lab, "data"), runtime: path.join(lab, "runtime")};
}

/** Writes the settings files. Cheap enough to be done at every start, so that they always fit this version. */
export function writeLabSettings(lab: string): void {
  const folders = labFolders(lab);
  for (const folder of Object.values(folders)) fs.mkdirSync(folder, {recursive: true, mode: 0o700});
  const labconfig = path.join(folders.config, "labconfig");
  fs.mkdirSync(labconfig, {recursive: true});
  atomicWrite(
    path.join(labconfig, "default_setting_overrides.json"),
    `${JSON.stringify(SETTING_DEFAULTS, null, 2)}\n`,
  );
}

/**
 * The environment for JupyterLab and everything it starts. `JUPYTER_PATH` is taken out: a kernelspec in a folder named
 * there would shadow ours.
 */
export function labEnvironment(lab: string, token: string): NodeJS.ProcessEnv {
  const folders = labFolders(lab);
  const {JUPYTER_PATH: _path, JUPYTER_CONFIG_PATH: _configPath, ...rest} = process.env;
  return {
    ...rest,
    JUPYTER_CONFIG_DIR: folders.config,
    JUPYTER_DATA_DIR: folders.data,
    JUPYTER_RUNTIME_DIR: folders.runtime,
    JUPYTER_PREFER_ENV_PATH: "1",
    IPYTHONDIR: path.join(lab, "ipython"),
    // Not on the command line, where other users of the machine could read it.
    JUPYTER_TOKEN: token,
  };
}
