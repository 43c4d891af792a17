import {spawn} from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import {packageRoot} from "../../src/frontend/places.js";

export interface ScriptResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ScriptOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Virtual memory that the process may take, in kilobytes; not on Windows. */
  readonly virtualKb?: number;
  /** Sends SIGTERM as soon as standard output holds this text. */
  readonly endAt?: string;
}

/**
 * Runs the text of an ES module in a Node of its own, which finds kernelbook and its packages: it may die without harm.
 * Variables set to undefined are unset.
 */
export async function runScript(
  text: string,
  {env = {}, virtualKb, endAt}: ScriptOptions = {},
): Promise<ScriptResult> {
  // A file, not --eval: its options would go on to worker threads.
  const folder = path.join(packageRoot, ".cache");
  fs.mkdirSync(folder, {recursive: true});
  const file = path.join(fs.mkdtempSync(path.join(folder, "script-")), "script.mjs");
  fs.writeFileSync(file, text);
  const args = [file];
  const limited = virtualKb === undefined ? [] : ["-c", `ulimit -v ${virtualKb} && exec "$0" "$@"`];
  const [program, ...words] =
    virtualKb === undefined ? [process.execPath, ...args] : ["sh", ...limited, process.execPath, ...args];
  const result = new Promise<ScriptResult>((resolve, reject) => {
    const child = spawn(program, words, {
      cwd: packageRoot,
      env: {...process.env, ...env},
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (part: string) => {
      stdout += part;
      if (endAt !== undefined && stdout.includes(endAt)) child.kill("SIGTERM");
    });
    child.stderr.setEncoding("utf8").on("data", (part: string) => {
      stderr += part;
    });
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({code, signal, stdout, stderr}));
  });
  return await result.finally(() => fs.rmSync(path.dirname(file), {recursive: true, force: true}));
}
