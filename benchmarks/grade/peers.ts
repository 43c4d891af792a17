import {execFileSync} from "node:child_process";
import {existsSync, mkdirSync} from "node:fs";
import path from "node:path";
import {PROJECT} from "../support/project.js";

/** Ignored by git: peers are no dependency. */
const FOLDER = path.join(PROJECT, ".cache/peers/grade");
export const PEERS = {nbgrader: "0.9.6", "otter-grader": "7.0.0"} as const;

/** A program of the peers' environment. */
export function peerProgram(name: string): string {
  return process.platform === "win32"
    ? path.join(FOLDER, "Scripts", `${name}.exe`)
    : path.join(FOLDER, "bin", name);
}

/** Makes a Python environment with nbgrader and otter-grader, some 600 MB; pip is told nothing but the versions. */
export function installPeers(say: (text: string) => void): void {
  if (existsSync(peerProgram("nbgrader")) && existsSync(peerProgram("otter"))) return;
  const wanted = Object.entries(PEERS).map(([name, version]) => `${name}==${version}`);
  say(`installing ${wanted.join(", ")} into ${path.relative(PROJECT, FOLDER)}`);
  mkdirSync(path.dirname(FOLDER), {recursive: true});
  const stdio: ["ignore", "ignore", "inherit"] = ["ignore", "ignore", "inherit"];
  execFileSync(process.platform === "win32" ? "python" : "python3", ["-m", "venv", FOLDER], {stdio});
  execFileSync(peerProgram("python"), ["-m", "pip", "install", "--quiet", ...wanted], {stdio});
}
