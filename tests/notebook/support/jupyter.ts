import {spawn} from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import type {TempProject} from "./tempProject.js";

/** Jupyter's tools with our kernel as `tslab`, and all of Jupyter's folders inside a temporary project. */
export class Jupyter {
  readonly #env: NodeJS.ProcessEnv;

  private constructor(
    readonly python: string,
    readonly project: TempProject,
  ) {
    const prefix = path.join(project.root, "jupyter");
    this.#env = {
      ...process.env,
      // nbgrader calls a program of its environment by name.
      PATH: `${path.dirname(python)}${path.delimiter}${process.env.PATH}`,
      JUPYTER_PATH: path.join(prefix, "share/jupyter"),
      JUPYTER_DATA_DIR: path.join(prefix, "data"),
      JUPYTER_CONFIG_DIR: path.join(prefix, "config"),
      JUPYTER_RUNTIME_DIR: path.join(prefix, "runtime"),
      IPYTHONDIR: path.join(prefix, "ipython"),
      PYTHONWARNINGS: "ignore",
    };
  }

  static async install(python: string, project: TempProject): Promise<Jupyter> {
    const prefix = path.join(project.root, "jupyter");
    const installed = await project.kernelbook(["kernel", "install", "--prefix", prefix, "--name", "tslab"]);
    if (installed.code !== 0) throw new Error(installed.stderr);
    return new Jupyter(python, project);
  }

  /** Runs Python on `script`, a text that finds `args` in `sys.argv[1:]`, or on a module: `-m nbconvert`. */
  run(script: string, args: readonly string[]): Promise<{code: number | null; output: string}> {
    const head = script.startsWith("-m ") ? script.split(" ") : ["-c", script];
    const child = spawn(this.python, [...head, ...args], {
      cwd: this.project.root,
      env: this.#env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    return new Promise((resolve, reject) => {
      child.once("error", reject).once("close", code => resolve({code, output}));
    });
  }

  /** Executes a notebook beside itself and reads the result. */
  async execute(
    tool: "nbclient" | "nbconvert",
    file: string,
  ): Promise<{code: number | null; output: string; text: string}> {
    const out = file.replace(/\.ipynb$/, ".out.ipynb");
    fs.rmSync(out, {force: true});
    const ran =
      tool === "nbclient"
        ? await this.run(NBCLIENT, [file, out])
        : await this.run("-m nbconvert", [
            "--to",
            "notebook",
            "--execute",
            "--output",
            path.basename(out),
            file,
          ]);
    return {...ran, text: fs.existsSync(out) ? fs.readFileSync(out, "utf8") : ""};
  }
}

const NBCLIENT = `
import os, sys, nbformat
from nbclient import NotebookClient
file, out = sys.argv[1:]
notebook = nbformat.read(file, as_version=4)
NotebookClient(notebook, timeout=120, resources={"metadata": {"path": os.path.dirname(file)}}).execute()
nbformat.write(notebook, out)
`;
