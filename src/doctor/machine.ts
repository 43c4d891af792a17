import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {findBrowser} from "../frontend/findBrowser.js";
import {findPython, howToGetPython} from "../frontend/findPython.js";
import type {Places} from "../frontend/places.js";
import {runTool} from "../frontend/runTool.js";
import type {Finding} from "./finding.js";

const group = "Machine";

async function python(): Promise<Finding> {
  const found = await findPython();
  const base = {group, name: "Python", brings: "JupyterLab"} as const;
  if (!("command" in found)) {
    const detail =
      found.tooOld === undefined ? "none on the path" : `${found.tooOld} is too old, 3.10 is needed`;
    return {...base, state: "missing", detail, get: howToGetPython()};
  }
  const detail = `${found.version}, ${found.command.join(" ")}`;
  if (found.ensurepip) return {...base, state: "ok", detail};
  return {
    ...base,
    state: "warning",
    detail: `${detail}, without ensurepip`,
    get: "sudo apt install python3-venv",
  };
}

async function uv(): Promise<Finding> {
  const {code, stdout} = await runTool("uv", ["--version"], {timeout: 15_000});
  const base = {group, name: "uv", brings: "installs JupyterLab in seconds instead of a minute"} as const;
  return code === 0
    ? {...base, state: "ok", detail: stdout.trim()}
    : {...base, state: "missing", detail: "not on the path; pip is used", get: "https://docs.astral.sh/uv"};
}

async function gpu(): Promise<Finding> {
  const query = ["--query-gpu=name,driver_version,memory.total", "--format=csv,noheader"];
  const {code, stdout} = await runTool("nvidia-smi", query, {timeout: 15_000});
  const base = {group, name: "NVIDIA GPU", brings: "long trainings in minutes"} as const;
  return code === 0
    ? {...base, state: "ok", detail: stdout.trim().split("\n").join("; ")}
    : {
        ...base,
        state: "missing",
        detail: "nvidia-smi finds none",
        get: "not needed: every lesson runs without",
      };
}

function processor(): Finding {
  const model = os.cpus()[0]?.model ?? "unknown";
  const memory = `${Math.round(os.totalmem() / 2 ** 30)} GB`;
  const detail = `${os.availableParallelism()} cores, ${memory}, ${model}`;
  return {group, name: "Processor", state: "ok", detail, brings: "all that runs without a GPU"};
}

function browser(): Finding {
  const found = findBrowser();
  const base = {
    group,
    name: "Chromium or Chrome",
    brings: "the tests in a browser (any browser shows the course)",
  } as const;
  return found === undefined
    ? {...base, state: "missing", detail: "none found", get: "sudo apt install chromium, or set CHROME_PATH"}
    : {...base, state: "ok", detail: found};
}

function font({root}: Places): Finding {
  const file = path.join(root, "node_modules", "dejavu-fonts-ttf", "ttf", "DejaVuSans.ttf");
  const base = {group, name: "Font for charts", brings: "the same letters in every picture"} as const;
  return fs.existsSync(file)
    ? {...base, state: "ok", detail: "DejaVu Sans, bundled"}
    : {...base, state: "missing", detail: `${file} is not there`, get: "npm ci"};
}

/** Python, uv, processor, GPU, browser, font. */
export async function machineFindings(places: Places): Promise<Finding[]> {
  return [processor(), ...(await Promise.all([python(), uv(), gpu()])), browser(), font(places)];
}
