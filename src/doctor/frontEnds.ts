import path from "node:path";
import type {Places} from "../frontend/places.js";
import {runTool} from "../frontend/runTool.js";
import {isVenvReady, venvPython} from "../frontend/venv.js";
import type {Finding} from "./finding.js";

const group = "Front ends";

async function version(command: string, args: readonly string[]): Promise<string | undefined> {
  // On Windows `code` and `jupyter` may be .cmd files, which only a shell starts; nothing here comes from outside.
  const shell = process.platform === "win32" && !path.isAbsolute(command);
  const {code, stdout} = await runTool(command, args, {timeout: 30_000, shell});
  return code === 0 ? stdout.trim().split("\n")[0] : undefined;
}

async function jupyterLab(places: Places): Promise<Finding> {
  const brings = "notebooks in the browser: `npm start`, `npm run lab`";
  const name = "JupyterLab in .venv";
  // Not `-m jupyterlab --version`: that asks Node and yarn for their settings first and takes seconds.
  const script = "from importlib.metadata import version; print(version('jupyterlab'))";
  const found = await version(venvPython(places.venv), ["-c", script]);
  const get = "npm start";
  if (found === undefined) return {group, name, state: "missing", detail: "not installed yet", brings, get};
  const current = isVenvReady({folder: places.venv, requirements: places.requirements});
  return current
    ? {group, name, state: "ok", detail: found, brings}
    : {group, name, state: "warning", detail: `${found}, not what lab/requirements.txt says`, brings, get};
}

async function onPath(name: string, command: string, brings: string, get: string): Promise<Finding> {
  const found = await version(command, ["--version"]);
  return found === undefined
    ? {group, name, state: "missing", detail: `no \`${command}\` on the path`, brings, get}
    : {group, name, state: "ok", detail: found, brings};
}

/** The programs in which a notebook can be opened. */
export async function frontEndFindings(places: Places): Promise<Finding[]> {
  return await Promise.all([
    jupyterLab(places),
    onPath(
      "VS Code",
      "code",
      "notebooks in the editor, without Python: docs/vscode.md",
      "https://code.visualstudio.com",
    ),
    onPath(
      "Jupyter on the path",
      "jupyter",
      "your own Jupyter; it finds the kernel after `npx kernelbook kernel install --user`",
      "not needed: `npm start` brings its own",
    ),
  ]);
}
