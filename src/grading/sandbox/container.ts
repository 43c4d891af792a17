import {type ChildProcess, execFile, spawn} from "node:child_process";
import {randomBytes} from "node:crypto";
import {FILES, NODE_DATA_MB, PROCESSES} from "./limits.js";
import {ENTRY_INSIDE, findProgram, projectMounts} from "./privateRoot.js";
import {processSandbox} from "./processSandbox.js";
import {processTime} from "./processTime.js";
import type {Sandbox} from "./sandbox.js";
import {nodeArguments} from "./workerArguments.js";

/** Engines with the same command line. */
const ENGINES = ["docker", "podman"];

/**
 * A sandbox from containers, for systems without namespaces of their own and for teachers who ask for it. The image holds Node and
 * nothing that matters: the project is mounted. Starting a container takes about a second.
 *
 * @param image  With `node` on its path; Node's own image of the judge's version unless said otherwise.
 * @throws {Error} When no engine is installed.
 */
export async function openContainer(image = `node:${process.versions.node}-slim`): Promise<Sandbox> {
  const engine = findEngine();
  const mounts = projectMounts().flatMap(({from, to}) => ["--volume", `${from}:${to}:ro`]);
  const names = new WeakMap<ChildProcess, string>();
  const pids = new WeakMap<ChildProcess, number>();
  let next = "";
  const sandbox = processSandbox({
    kind: "container",
    layers: [
      "container",
      "private read-only root",
      ...["network", "process", "IPC", "host name"].map(name => `${name} namespace`),
      "user other than root",
      "no new privileges",
      "limits for processor time, memory, processes and files",
    ],
    env: process.env, // where the engine is, for its command line; nothing of it goes into a container
    command({cpuSeconds, memoryMb}, user) {
      next = `kernelbook-${randomBytes(8).toString("hex")}`;
      const memory = `${memoryMb + NODE_DATA_MB}m`;
      return [
        ...[
          engine,
          "run",
          "--rm",
          "--interactive",
          "--name",
          next,
          "--pull",
          "missing",
          "--log-driver",
          "none",
        ],
        ...["--network", "none", "--ipc", "none", "--hostname", "worker", "--read-only", "--workdir", "/"],
        ...["--cap-drop", "ALL", "--security-opt", "no-new-privileges", "--user", `${user}:${user}`],
        ...["--memory", memory, "--memory-swap", memory, "--pids-limit", String(PROCESSES)],
        ...["--ulimit", `cpu=${Math.ceil(cpuSeconds) + 2}`, "--ulimit", `nofile=${FILES}`],
        ...["--ulimit", "fsize=0", "--ulimit", "core=0", ...mounts, "--entrypoint", "node", image],
        ...nodeArguments({cpuSeconds, memoryMb}),
        ENTRY_INSIDE,
      ];
    },
    cpuMs(worker) {
      const pid = pids.get(worker);
      return pid === undefined ? undefined : processTime(pid);
    },
    // The end of the command line does not end what runs in the engine.
    ended: worker => remove(engine, names.get(worker)),
  });
  return {
    ...sandbox,
    launch(limits) {
      const worker = sandbox.launch(limits);
      const name = next;
      names.set(worker, name);
      // An engine on this machine tells which process it is, and so its processor time; elsewhere wall time alone counts.
      worker.stdout?.once("data", () => {
        execFile(engine, ["inspect", "--format", "{{.State.Pid}}", name], (error, out) => {
          if (error === null && /^[1-9]\d*$/.test(out.trim())) pids.set(worker, Number(out));
        });
      });
      return worker;
    },
  };
}

function findEngine(): string {
  for (const name of ENGINES) {
    try {
      return findProgram(name);
    } catch {
      // the next one
    }
  }
  throw new Error("neither docker nor podman is installed");
}

function remove(engine: string, name: string | undefined): void {
  if (name === undefined) return;
  spawn(engine, ["rm", "--force", name], {stdio: "ignore", detached: true})
    .on("error", () => {})
    .unref();
}
