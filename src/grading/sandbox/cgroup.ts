import {execFileSync} from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import {GROUP_EXTRA_MB, GROUP_GONE_SECONDS, NODE_DATA_MB, OPEN_SECONDS, PROCESSES} from "./limits.js";
import {type Hierarchy, ownGroups} from "./ownGroups.js";
import {findProgram} from "./privateRoot.js";
import {removeStale} from "./removeStale.js";
import type {WorkerLimits} from "./sandbox.js";

/** The layer's name in a report. */
export const GROUP_LAYER = "control group for memory and processes";

/** A worker's own group. */
export interface WorkerGroup {
  /** Program and arguments that go into the group, then on with the program and arguments behind them. */
  readonly enter: readonly string[];
  /** Processor time of all that ever ran in it, in milliseconds; undefined where nothing counts it. */
  cpuMs(): number | undefined;
  /** Whether the kernel has ended a process of it for want of memory. */
  wasOutOfMemory(): boolean;
  /** Ends what is left in it and removes it. */
  remove(): Promise<void>;
}

/** Makes groups below our own, or beside it. */
export interface ControlGroups {
  make(limits: WorkerLimits): WorkerGroup;
}

/** Folders in which groups can be made. In version 2 all are the same; in version 1 each controller may have its own. */
interface Place {
  readonly version: 1 | 2;
  readonly memory: string;
  readonly pids: string;
  readonly cpu: string | undefined;
}

/** A program of the shell: writes itself into the group of each file up to `--`. */
const ENTER = `while [ "$1" != -- ]; do echo 0 > "$1" || exit 1; shift; done; shift; exec "$@"`;
const PREFIX = "kernelbook-";

/**
 * Control groups for workers; undefined where none can be made, as for most ordinary users and in most containers. A group
 * was made, entered and removed before this returns.
 */
export async function openControlGroups(): Promise<ControlGroups | undefined> {
  for (const place of placesHere()) {
    const groups = groupsIn(place, findProgram("sh"));
    for (const folder of foldersOf(place)) removeStale(folder, PREFIX);
    try {
      const trial = groups.make({cpuSeconds: 1, memoryMb: 64});
      try {
        const [program, ...args] = [...trial.enter, findProgram("cat"), "/proc/self/cgroup"];
        const options = {encoding: "utf8", stdio: "pipe", timeout: OPEN_SECONDS * 1000} as const;
        const inside = execFileSync(program, args, options);
        if (inside.includes(`/${PREFIX}${process.pid}-`)) return groups;
      } finally {
        await trial.remove();
      }
    } catch {
      // not ours to use: the next one
    }
  }
  return undefined;
}

let made = 0;

function groupsIn(place: Place, sh: string): ControlGroups {
  return {
    make({memoryMb}) {
      const name = `${PREFIX}${process.pid}-${++made}`;
      const folders = foldersOf(place).map(folder => path.join(folder, name));
      const at = (folder: string, file: string) => path.join(folder, name, file);
      const bytes = String((memoryMb + NODE_DATA_MB + GROUP_EXTRA_MB) * 1024 * 1024);
      try {
        for (const folder of folders) fs.mkdirSync(folder);
        fs.writeFileSync(at(place.pids, "pids.max"), String(PROCESSES));
        if (place.version === 1) {
          fs.writeFileSync(at(place.memory, "memory.limit_in_bytes"), bytes);
          writeIfThere(at(place.memory, "memory.memsw.limit_in_bytes"), bytes); // memory and swap together
        } else {
          fs.writeFileSync(at(place.memory, "memory.max"), bytes);
          writeIfThere(at(place.memory, "memory.swap.max"), "0");
          writeIfThere(at(place.memory, "memory.oom.group"), "1");
        }
      } catch (error) {
        removeFolders(folders);
        throw error;
      }
      const cpuMs = () =>
        place.cpu === undefined ? undefined : cpuOf(place.version, path.join(place.cpu, name));
      const events = at(place.memory, place.version === 1 ? "memory.oom_control" : "memory.events");
      const wasOutOfMemory = () => /^oom_kill [1-9]/m.test(textOf(events));
      let last: {readonly cpuMs: number | undefined; readonly wasOutOfMemory: boolean} | undefined;
      return {
        enter: [sh, "-c", ENTER, "enter", ...folders.map(folder => path.join(folder, "cgroup.procs")), "--"],
        cpuMs: () => (last === undefined ? cpuMs() : last.cpuMs),
        wasOutOfMemory: () => (last === undefined ? wasOutOfMemory() : last.wasOutOfMemory),
        async remove() {
          last = {cpuMs: cpuMs(), wasOutOfMemory: wasOutOfMemory()};
          const end = performance.now() + GROUP_GONE_SECONDS * 1000;
          // A process that was killed takes a moment to leave its group.
          while (!removeFolders(folders) && performance.now() < end) {
            for (const folder of folders) endAllIn(folder);
            await new Promise(resolve => setTimeout(resolve, 10));
          }
        },
      };
    },
  };
}

/** Where groups might be made, the best first. */
function placesHere(): Place[] {
  const hierarchies = ownGroups(textOf("/proc/self/cgroup"), textOf("/proc/self/mountinfo"));
  const second = hierarchies.find(({version}) => version === 2);
  const first = (controller: string) =>
    hierarchies.find(({version, controllers}) => version === 1 && controllers.includes(controller))?.folder;
  const memory = first("memory");
  const pids = first("pids");
  const cpu = first("cpuacct");
  return [
    ...(second === undefined ? [] : unifiedPlaces(second)),
    ...(memory === undefined || pids === undefined
      ? []
      : // The count of time is good to have and may not be ours where the other two are.
        [...(cpu === undefined ? [] : [cpu]), undefined].map(
          one => ({version: 1, memory, pids, cpu: one}) as const,
        )),
  ];
}

/**
 * In version 2 a group that hands controllers on may hold no processes, unless it is the machine's top: where ours holds us, its
 * parent is next, as systemd's `DelegateSubgroup=` means it.
 */
function unifiedPlaces({folder, top}: Hierarchy): Place[] {
  const folders = folder === top ? [folder] : [folder, path.dirname(folder)];
  return folders.filter(handsOn).map(one => ({version: 2, memory: one, pids: one, cpu: one}));
}

function handsOn(folder: string): boolean {
  const needed = ["memory", "pids"];
  const listed = (file: string) => textOf(path.join(folder, file)).trim().split(" ");
  const available = listed("cgroup.controllers");
  if (!needed.every(name => available.includes(name))) return false;
  const on = listed("cgroup.subtree_control");
  const missing = needed.filter(name => !on.includes(name));
  try {
    if (missing.length > 0) {
      fs.writeFileSync(
        path.join(folder, "cgroup.subtree_control"),
        missing.map(name => `+${name}`).join(" "),
      );
    }
    return true;
  } catch {
    return false;
  }
}

function foldersOf({memory, pids, cpu}: Place): string[] {
  return [...new Set([memory, pids, ...(cpu === undefined ? [] : [cpu])])];
}

function cpuOf(version: 1 | 2, folder: string): number | undefined {
  const text = textOf(path.join(folder, version === 1 ? "cpuacct.usage" : "cpu.stat"));
  const [, count] = (version === 1 ? /^(\d+)$/m : /^usage_usec (\d+)$/m).exec(text) ?? [];
  return count === undefined ? undefined : Number(count) / (version === 1 ? 1e6 : 1e3);
}

/** Whether all are gone. */
function removeFolders(folders: readonly string[]): boolean {
  let areGone = true;
  for (const folder of folders) {
    try {
      fs.rmdirSync(folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") areGone = false;
    }
  }
  return areGone;
}

function endAllIn(folder: string): void {
  for (const pid of textOf(path.join(folder, "cgroup.procs")).split("\n")) {
    try {
      if (/^[1-9]\d*$/.test(pid)) process.kill(Number(pid), "SIGKILL");
    } catch {
      // ended meanwhile
    }
  }
}

function writeIfThere(file: string, text: string): void {
  if (fs.existsSync(file)) fs.writeFileSync(file, text);
}

/** Empty where it cannot be read. */
function textOf(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
