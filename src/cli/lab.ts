import fs from "node:fs";
import path from "node:path";
import {jupyterLab} from "../frontend/jupyterLab.js";
import {labFolders} from "../frontend/labSettings.js";
import {placesBelow} from "../frontend/places.js";
import type {Report} from "../frontend/report.js";
import {serveUntilStopped} from "../frontend/serve.js";
import {UsageError} from "./command.js";
import {parseServeArguments, SERVE_OPTIONS} from "./serveArguments.js";

const HELP = `Usage: kernelbook lab [FILE] [--port N] [--no-browser] [--allow-root]

Starts JupyterLab with the project's kernels. Everything it writes stays in .venv and .lab of this package.

  FILE          a notebook to open; else the current folder is shown
${SERVE_OPTIONS}`;

/** @param report  How the steps are shown, when the caller has begun such a list itself. */
export async function run(args: readonly string[], report?: Report): Promise<number> {
  const {name, help, ...options} = parseServeArguments("lab", args);
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  const folder = process.cwd();
  const file = name === undefined ? undefined : path.relative(folder, path.resolve(name));
  if (file !== undefined && !fs.existsSync(file)) throw new UsageError(`lab: FILE must exist, got ${name}`);
  if (file?.startsWith("..")) throw new UsageError(`lab: FILE must be below the current folder, got ${name}`);
  const places = placesBelow();
  return await serveUntilStopped(jupyterLab(places), {
    ...options,
    folder,
    file: file?.replaceAll(path.sep, "/"),
    privateFolder: labFolders(places.lab).runtime,
    report,
  });
}
