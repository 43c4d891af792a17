import {readdirSync, readFileSync} from "node:fs";

/** Memory of a kernel over all its processes, in MB (2^20 bytes). */
export interface TreeMemory {
  /** Resident sets added up: pages shared between two processes count twice. */
  readonly rss: number;
  /** Proportional sets added up: a page shared by two counts half in each, so this is what the machine really spends. */
  readonly pss: number;
  readonly processes: number;
}

/** True where memory over a process tree can be read: Linux's /proc. */
export const canReadMemory = process.platform === "linux";

/** `root` and all its descendants. */
export function processTree(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(Number(name));
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const tree = [root];
  // The list grows while it is walked.
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

/** Resident memory of a process tree, in MB: cheap enough to sample while a kernel works. */
function treeRss(root: number): number {
  return sum(processTree(root), pid => kilobytes(`/proc/${pid}/status`, "VmRSS")) / 1024;
}

/** Memory of a process tree by both measures. */
export function treeMemory(root: number): TreeMemory {
  const tree = processTree(root);
  return {
    rss: sum(tree, pid => kilobytes(`/proc/${pid}/status`, "VmRSS")) / 1024,
    pss: sum(tree, pid => kilobytes(`/proc/${pid}/smaps_rollup`, "Pss")) / 1024,
    processes: tree.length,
  };
}

/** Watches the resident memory of a process tree; call what it returns to stop and get the peak, in MB. */
export function watchPeak(root: number, everyMs = 100): () => number {
  let peak = 0;
  const sample = () => {
    peak = Math.max(peak, treeRss(root));
  };
  const timer = setInterval(sample, everyMs);
  return () => {
    clearInterval(timer);
    sample();
    return peak;
  };
}

/** The number behind `name:` in a /proc file of `name: number kB` lines; 0 for a process that has just ended. */
function kilobytes(file: string, name: string): number {
  const line = read(file)?.match(new RegExp(`^${name}:\\s+(\\d+) kB`, "m"));
  return Number(line?.[1] ?? 0);
}

function parentOf(pid: number): number | undefined {
  // The second field is the program's name in brackets and may hold anything, brackets and blanks too.
  const stat = read(`/proc/${pid}/stat`);
  const parent = stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
  return parent === undefined ? undefined : Number(parent);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function sum(pids: readonly number[], measure: (pid: number) => number): number {
  return pids.reduce((total, pid) => total + measure(pid), 0);
}
