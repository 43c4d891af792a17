import {execFileSync} from "node:child_process";
import {existsSync, mkdirSync} from "node:fs";
import path from "node:path";
import {PROJECT} from "../support/project.js";

/** Ignored by git: peers are no dependency. */
const FOLDER = path.join(PROJECT, ".cache/peers/python");

/** Only x64 has a build of TensorFlow without CUDA under a name of its own. */
const TENSORFLOW = process.arch === "x64" ? "tensorflow-cpu" : "tensorflow";
const REQUIREMENTS = ["torch==2.15.0", `${TENSORFLOW}==2.21.0`];

function program(): string {
  return process.platform === "win32"
    ? path.join(FOLDER, "Scripts", "python.exe")
    : path.join(FOLDER, "bin", "python");
}

/** The Python that `--peers` has made; undefined when it has not. */
export function peersPython(): string | undefined {
  return existsSync(program()) ? program() : undefined;
}

/** Makes a Python environment with PyTorch and Keras; pip is told nothing but the versions. */
export function installPeers(say: (text: string) => void): void {
  say(
    `installing ${REQUIREMENTS.join(", ")} into ${path.relative(PROJECT, FOLDER)}; PyTorch brings CUDA, 4 GB`,
  );
  mkdirSync(path.dirname(FOLDER), {recursive: true});
  const python = process.platform === "win32" ? "python" : "python3";
  const stdio: ["ignore", "ignore", "inherit"] = ["ignore", "ignore", "inherit"];
  if (peersPython() === undefined) execFileSync(python, ["-m", "venv", FOLDER], {stdio});
  execFileSync(program(), ["-m", "pip", "install", "--quiet", ...REQUIREMENTS], {stdio});
}
