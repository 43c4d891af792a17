import {FILES, NODE_DATA_MB, USER_PROCESSES} from "./limits.js";
import type {WorkerLimits} from "./sandbox.js";

/** Node's own settings: the heap ends in an error that says so, and nothing of the environment is read. */
export function nodeArguments({memoryMb}: WorkerLimits): string[] {
  return [`--max-old-space-size=${memoryMb}`, "--no-warnings", "--no-deprecation"];
}

/** Sets the limits of a process for itself and all that it starts. */
export function limitProgram(prlimit: string, {cpuSeconds, memoryMb}: WorkerLimits): string[] {
  const data = (memoryMb + NODE_DATA_MB) * 1024 * 1024;
  return [
    prlimit,
    `--cpu=${Math.ceil(cpuSeconds) + 2}`, // the judge stops it before
    `--data=${data}`,
    `--nproc=${USER_PROCESSES}`,
    `--nofile=${FILES}`,
    "--fsize=0",
    "--core=0",
  ];
}
