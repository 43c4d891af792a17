import {type ChildProcess, spawn} from "node:child_process";
import {randomBytes} from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import {setTimeout as sleep} from "node:timers/promises";
import type {FrontEnd, RunningFrontEnd, StartOptions} from "./frontEnd.js";
import {installLabKernels} from "./labKernels.js";
import {labEnvironment, labFolders, writeLabSettings} from "./labSettings.js";
import {START_TIMEOUT_MS, STOP_TIMEOUT_MS} from "./limits.js";
import type {Places} from "./places.js";
import {StepError} from "./report.js";
import {tail} from "./runTool.js";
import {isVenvReady, prepareVenv, venvPython} from "./venv.js";

const DEFAULT_PORT = 8888;

/** What a Jupyter server writes about itself when it listens. */
interface ServerInfo {
  /** With a slash at its end. */
  readonly url: string;
  readonly token: string;
}

function serverArguments(options: StartOptions): string[] {
  const {folder, port, allowRoot = false} = options;
  return [
    "-m",
    "jupyterlab",
    "--no-browser",
    "--ServerApp.ip=127.0.0.1",
    `--ServerApp.port=${port ?? DEFAULT_PORT}`,
    // A port that was asked for is taken or refused, never silently another one.
    ...(port === undefined ? [] : ["--ServerApp.port_retries=0"]),
    `--ServerApp.root_dir=${folder}`,
    // Nothing is looked up elsewhere: no news, no newer version, no list of extensions.
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
    ...(allowRoot ? ["--allow-root"] : []),
  ];
}

/** The server that carries our token, once it listens. */
function findServer(runtime: string, token: string): ServerInfo | undefined {
  for (const name of fs.readdirSync(runtime)) {
    if (!/^jpserver-\d+\.json$/.test(name)) continue;
    try {
      const info = JSON.parse(fs.readFileSync(path.join(runtime, name), "utf8")) as ServerInfo;
      if (info.token === token) return info;
    } catch {
      // Half written, or removed by a server that is ending: look again.
    }
  }
  return undefined;
}

async function answers(info: ServerInfo): Promise<boolean> {
  try {
    return (await fetch(new URL("api", info.url))).ok;
  } catch {
    return false;
  }
}

function logTail(log: string): string {
  return tail(fs.readFileSync(log, "utf8"));
}

/** Why the server ended before it answered. */
function startFailure(log: string, port: number | undefined): StepError {
  const details = logTail(log);
  if (/port \d+ is already in use|address already in use/i.test(details)) {
    return new StepError(
      `Port ${port} is taken by another program.`,
      "choose another one with `--port N`, or leave `--port` out.",
    );
  }
  return new StepError(
    "JupyterLab ended before it answered.",
    `read ${log}, or remove .venv and try again.`,
    details,
  );
}

async function waitUntilUp(
  server: ChildProcess,
  find: () => ServerInfo | undefined,
): Promise<ServerInfo | undefined> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (server.exitCode === null && server.signalCode === null && Date.now() < deadline) {
    const info = find();
    if (info !== undefined && (await answers(info))) return info;
    await sleep(50);
  }
  return undefined;
}

/** Asks the server to end with its kernels (the one way that works on every system), then insists. */
async function stopServer(
  server: ChildProcess,
  exited: Promise<unknown>,
  info: ServerInfo | undefined,
): Promise<void> {
  const gone = async (ms: number) =>
    await Promise.race([exited.then(() => true), sleep(ms, false, {ref: false})]);
  if (info !== undefined) {
    const headers = {authorization: `token ${info.token}`};
    await fetch(new URL("api/shutdown", info.url), {method: "POST", headers}).catch(() => undefined);
    if (await gone(STOP_TIMEOUT_MS)) return;
  }
  server.kill("SIGTERM");
  if (await gone(STOP_TIMEOUT_MS)) return;
  server.kill("SIGKILL");
  await exited;
}

async function start(places: Places, options: StartOptions): Promise<RunningFrontEnd> {
  if (process.getuid?.() === 0 && options.allowRoot !== true) {
    throw new StepError(
      "JupyterLab does not run as root: everything a notebook does would be done as root.",
      "log in as an ordinary user, or add `--allow-root` inside a container of your own.",
    );
  }
  const token = randomBytes(24).toString("hex");
  const log = path.join(places.lab, "server.log");
  const output = fs.openSync(log, "w", 0o600);
  const server = spawn(venvPython(places.venv), serverArguments(options), {
    cwd: options.folder,
    env: labEnvironment(places.lab, token),
    // A group of its own: Ctrl-C reaches us alone, and we end the server in order.
    detached: process.platform !== "win32",
    windowsHide: true,
    stdio: ["ignore", output, output],
  });
  fs.closeSync(output);
  const exited = new Promise<void>(resolve => {
    server.once("exit", () => resolve());
    server.once("error", () => resolve());
  });
  const {runtime} = labFolders(places.lab);
  const info = await waitUntilUp(server, () => findServer(runtime, token));
  if (info === undefined) {
    if (server.pid !== undefined) await stopServer(server, exited, undefined);
    throw startFailure(log, options.port);
  }
  let stopping: Promise<void> | undefined;
  const target =
    options.file === undefined
      ? "lab"
      : `lab/tree/${options.file.split("/").map(encodeURIComponent).join("/")}`;
  return {
    url: `${new URL(target, info.url).href}?token=${token}`,
    ended: exited.then(() =>
      stopping === undefined ? `JupyterLab ended by itself; ${log} says why.` : undefined,
    ),
    stop: () => (stopping ??= stopServer(server, exited, info)),
  };
}

/** JupyterLab 4.6 in a virtual environment of the project, with settings, data and kernels inside the project. */
export function jupyterLab(places: Places): FrontEnd {
  return {
    name: "JupyterLab",
    async prepare(report) {
      const venv = {folder: places.venv, requirements: places.requirements};
      const cost = isVenvReady(venv) ? "" : " (240 MB, about a minute)";
      await report(`JupyterLab in .venv${cost}`, () => prepareVenv(venv));
      await report("Kernels", () => installLabKernels(places));
      writeLabSettings(places.lab);
    },
    start: options => start(places, options),
  };
}
