import {type ChildProcess, spawn} from "node:child_process";
import {inheritedFiles} from "./inheritedFiles.js";
import {ENTRY} from "./privateRoot.js";
import {processTime} from "./processTime.js";
import type {Sandbox} from "./sandbox.js";
import {nodeArguments} from "./workerArguments.js";

/** Processes of their own and nothing more: an answer can do whatever the grader can. Marks say that they are unsandboxed. */
export function openUnsandboxed(): Sandbox {
  const inherited = inheritedFiles();
  const workers = new Set<ChildProcess>();
  return {
    kind: "none",
    layers: [],
    launch(limits) {
      const worker = spawn(process.execPath, [...nodeArguments(limits), ENTRY, ...inherited], {
        env: {},
        stdio: "pipe",
      });
      workers.add(worker);
      worker.once("close", () => workers.delete(worker));
      return worker;
    },
    cpuMs: ({pid, exitCode, signalCode}) =>
      pid === undefined || exitCode !== null || signalCode !== null ? undefined : processTime(pid),
    wasOutOfMemory: () => false,
    async close() {
      for (const worker of workers) worker.kill("SIGKILL");
    },
  };
}
