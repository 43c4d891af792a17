import {spawn} from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {HEAD} from "./lessons.js";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
const MAIN = path.join(ROOT, "dist/src/cli/main.js");

/** A project with lesson 4 and one exercise, inside this one so that packages are found; removed by `remove`. */
export class TempProject {
  readonly root: string;
  readonly lesson: string;
  readonly notebook: string;

  constructor(body: string) {
    fs.mkdirSync(path.join(ROOT, ".cache"), {recursive: true});
    this.root = fs.mkdtempSync(path.join(ROOT, ".cache/test-"));
    this.lesson = path.join(this.root, "notebooks/04-demo.md");
    this.notebook = path.join(this.root, "notebooks/04-demo.ipynb");
    this.write("notebooks/04-demo.md", `${HEAD}\n${body}`);
    this.write(
      "exercises/04-demo/addOne.stub.ts",
      "function addOne(x: number): number {\n  // TODO: add.\n  return x;\n}\n",
    );
  }

  write(name: string, text: string): void {
    const file = path.join(this.root, name);
    fs.mkdirSync(path.dirname(file), {recursive: true});
    fs.writeFileSync(file, text);
  }

  read(name: string): string {
    return fs.readFileSync(path.join(this.root, name), "utf8");
  }

  /** Changes a file's text; a text that is not there is a mistake in the test. */
  edit(name: string, from: string, to: string): void {
    const text = this.read(name);
    if (!text.includes(from)) throw new Error(`${name} must contain ${from}`);
    this.write(name, text.replace(from, to));
  }

  /** Runs `kernelbook` in the project's folder; `interruptAt` sends SIGINT once that text has been printed. */
  kernelbook(
    args: readonly string[],
    interruptAt?: string,
  ): Promise<{code: number | null; stdout: string; stderr: string}> {
    const child = spawn(process.execPath, [MAIN, ...args], {
      cwd: this.root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = {stdout: "", stderr: ""};
    let interrupted = false;
    for (const name of ["stdout", "stderr"] as const)
      child[name].setEncoding("utf8").on("data", (text: string) => {
        output[name] += text;
        if (interruptAt === undefined || interrupted || !output[name].includes(interruptAt)) return;
        interrupted = true;
        child.kill("SIGINT");
      });
    return new Promise((resolve, reject) => {
      child.once("error", reject).once("close", code => resolve({code, ...output}));
    });
  }

  remove(): void {
    fs.rmSync(this.root, {recursive: true, force: true});
  }
}
