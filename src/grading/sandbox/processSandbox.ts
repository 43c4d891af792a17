import {type ChildProcess, spawn} from "node:child_process";
import type {ControlGroups, WorkerGroup} from "./cgroup.js";
import {familyTime} from "./processTime.js";
import type {Sandbox, SandboxKind, WorkerLimits} from "./sandbox.js";
import {UserPool} from "./userPool.js";

export interface ProcessSandbox {
  readonly kind: SandboxKind;
  readonly layers: readonly string[];
  /** Program and arguments that start a worker; `user` is other than that of the workers just before. */
  readonly command: (limits: WorkerLimits, user: number) => readonly string[];
  /** Of the program that starts workers; empty unless said otherwise. */
  readonly env?: NodeJS.ProcessEnv;
  /** Processor time of a worker; that of the process with all below it unless said otherwise. */
  readonly cpuMs?: (worker: ChildProcess) => number | undefined;
  /** Gives each worker a group of its own, which then also counts its processor time. */
  readonly groups?: ControlGroups | undefined;
  /** After a worker has ended. */
  readonly ended?: (worker: ChildProcess) => void;
  /** After all workers have ended. */
  readonly close?: () => Promise<void>;
}

/** A sandbox whose workers are processes of this machine: what starts them sets them apart. */
export function processSandbox(how: ProcessSandbox): Sandbox {
  const {
    kind,
    layers,
    command,
    env = {},
    cpuMs = ({pid}) => pid && familyTime(pid),
    groups,
    ended,
    close,
  } = how;
  const workers = new Map<ChildProcess, Promise<void>>();
  const groupOf = new WeakMap<ChildProcess, WorkerGroup>();
  const users = new UserPool();
  return {
    kind,
    layers,
    launch(limits) {
      const group = groups?.make(limits);
      const user = users.next();
      const [program, ...args] = [...(group?.enter ?? []), ...command(limits, user)];
      // In a session of its own, so that it has no terminal and an interrupt there is the judge's to deal with.
      const worker = spawn(program, args, {env, cwd: "/", stdio: "pipe", detached: true});
      const over = new Promise<void>(resolve => {
        worker.once("error", () => resolve());
        worker.once("close", () => resolve());
      }).then(async () => {
        ended?.(worker);
        await group?.remove();
        workers.delete(worker);
      });
      if (group !== undefined) groupOf.set(worker, group);
      workers.set(worker, over);
      return worker;
    },
    cpuMs(worker) {
      const counted = groupOf.get(worker)?.cpuMs();
      if (counted !== undefined) return counted;
      return worker.exitCode !== null || worker.signalCode !== null ? undefined : cpuMs(worker);
    },
    wasOutOfMemory: worker => groupOf.get(worker)?.wasOutOfMemory() ?? false,
    async close() {
      const running = [...workers];
      for (const [worker] of running) worker.kill("SIGKILL");
      await Promise.all(running.map(([, over]) => over));
      await close?.();
    },
  };
}
