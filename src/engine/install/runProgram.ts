import {spawn} from "node:child_process";

export interface ProgramOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Ends the program. */
  readonly signal: AbortSignal;
}

/** The end of what a program has printed: where the reason usually stands. */
const TAIL_CHARACTERS = 3000;

/**
 * Runs a program without a terminal until it ends or `signal` says stop.
 *
 * @returns Its exit code, null when it could not be started or was ended, and the end of what it printed.
 */
export async function runProgram(
  command: readonly [string, ...string[]],
  {cwd, env, signal}: ProgramOptions,
): Promise<{code: number | null; tail: string}> {
  const [program, ...args] = command;
  return await new Promise(resolve => {
    let tail = "";
    const keep = (text: string) => {
      tail = (tail + text).slice(-TAIL_CHARACTERS);
    };
    // npm is a .cmd file on Windows, which only a shell starts; nothing of these words comes from outside.
    const shell = process.platform === "win32" && program === "npm";
    const child = spawn(program, args, {
      cwd,
      env,
      shell,
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    const stop = () => child.kill("SIGTERM");
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, {once: true});
    child.stdout.setEncoding("utf8").on("data", keep);
    child.stderr.setEncoding("utf8").on("data", keep);
    child.on("error", error => keep(`${error.message}\n`));
    child.on("close", code => {
      signal.removeEventListener("abort", stop);
      resolve({code, tail: tail.trim()});
    });
  });
}
