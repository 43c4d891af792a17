import {spawn} from "node:child_process";

const TAIL_LINES = 40;

/**
 * Runs a program without a terminal.
 *
 * @returns {Promise<{code: number | null, output: string}>} Exit code, null when it could not be started, and both
 * streams in the order they came.
 */
export function run(command, args, options = {}) {
  return new Promise(resolve => {
    let output = "";
    const child = spawn(command, args, {...options, stdio: ["ignore", "pipe", "pipe"]});
    child.stdout.setEncoding("utf8").on("data", text => (output += text));
    child.stderr.setEncoding("utf8").on("data", text => (output += text));
    child.on("error", error => resolve({code: null, output: `${output}${error.message}\n`}));
    child.on("close", code => resolve({code: code ?? 1, output}));
  });
}

/** The last lines of a tool's output: where the reason usually stands. */
export function tail(text) {
  return text.trimEnd().split("\n").slice(-TAIL_LINES).join("\n");
}
