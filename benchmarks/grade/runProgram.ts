import {spawn} from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import {canReadMemory, treeMemory} from "../support/processMemory.js";
import {SAMPLE_MS} from "./limits.js";

/** What one run of a program took, its children included. */
export interface RunFigures {
  readonly seconds: number;
  /** Processor time of the whole tree: what a busy machine does not change. */
  readonly cpuSeconds: number;
  /** Most memory of the whole tree at once, in MB: proportional sets, so that what processes share counts once. */
  readonly peakMb: number;
  readonly code: number | null;
}

/**
 * Runs a program to its end and watches its memory.
 *
 * @param log  Its output goes there: for a look when something is wrong.
 */
export function runProgram(
  program: string,
  args: readonly string[],
  cwd: string,
  log: string,
): Promise<RunFigures> {
  const out = fs.openSync(log, "a");
  const start = performance.now();
  const before = childrenCpu();
  const child = spawn(program, args, {
    cwd,
    stdio: ["ignore", out, out],
    // nbgrader calls programs that lie beside it.
    env: {...process.env, PATH: `${path.dirname(program)}${path.delimiter}${process.env.PATH ?? ""}`},
  });
  let peakMb = 0;
  const timer = setInterval(() => {
    if (child.pid !== undefined) peakMb = Math.max(peakMb, treeMemory(child.pid).pss);
  }, SAMPLE_MS);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", code => {
      clearInterval(timer);
      fs.closeSync(out);
      resolve({
        seconds: (performance.now() - start) / 1000,
        cpuSeconds: childrenCpu() - before,
        peakMb,
        code,
      });
    });
  });
}

/** Ticks of the clock that /proc counts in, a second. */
const TICKS = 100;

/** Processor time of all children that have ended, their children included, in seconds; 0 where there is no /proc. */
function childrenCpu(): number {
  if (!canReadMemory) return 0;
  const stat = fs.readFileSync("/proc/self/stat", "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[13]) + Number(fields[14])) / TICKS;
}
