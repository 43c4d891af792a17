import {type SpawnOptions, spawn} from "node:child_process";

const TAIL_LINES = 40;

export interface ToolResult {
  /** Null when the program could not be started or was ended by a signal. */
  readonly code: number | null;
  readonly stdout: string;
  /** Both streams in the order they came. */
  readonly output: string;
}

/** Runs a program without a terminal and collects what it prints. Never rejects. */
export function runTool(
  command: string,
  args: readonly string[],
  {timeout, ...options}: Pick<SpawnOptions, "cwd" | "env" | "timeout" | "shell"> = {},
): Promise<ToolResult> {
  return new Promise(resolve => {
    let stdout = "";
    let output = "";
    // Not spawn's own timeout: its timer keeps this process alive when the program could not be started.
    const timer = timeout === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), timeout);
    const finish = (code: number | null) => {
      clearTimeout(timer);
      resolve({code, stdout, output});
    };
    const child = spawn(command, args, {...options, stdio: ["ignore", "pipe", "pipe"]});
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      output += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.on("error", error => {
      output += `${error.message}\n`;
      finish(null);
    });
    child.on("close", finish);
  });
}

/** The last lines of a tool's output: where the reason usually stands. */
export function tail(text: string): string {
  return text.trimEnd().split("\n").slice(-TAIL_LINES).join("\n");
}
