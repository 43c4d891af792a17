import path from "node:path";

/** A hierarchy of control groups and the folder of the group that this process is in. */
export interface Hierarchy {
  readonly version: 1 | 2;
  readonly folder: string;
  /** What counts in a hierarchy of version 1; empty for version 2, where the folder's `cgroup.controllers` says it. */
  readonly controllers: readonly string[];
  /** Top of what is mounted: nothing above it can be reached. */
  readonly top: string;
}

/**
 * The groups of a process, from the texts of its `/proc/PID/cgroup` (`4:memory:/path`, `0::/path` for version 2) and
 * `/proc/PID/mountinfo`. Hierarchies that are not mounted, or not at or above the process's group, are left out.
 */
export function ownGroups(cgroup: string, mountinfo: string): Hierarchy[] {
  const mounts = mountinfo.split("\n").flatMap(mountOf);
  return cgroup.split("\n").flatMap(line => {
    const parts = /^(\d+):([^:]*):(\/.*)$/.exec(line);
    if (parts === null) return [];
    const [, id, names, group] = parts;
    if (group.split("/").includes("..")) return []; // above what this process may see
    const version = id === "0" && names === "" ? 2 : 1;
    const controllers = names.split(",").filter(name => name !== "");
    for (const {type, root, point, options} of mounts) {
      const fits = version === 2 ? type === "cgroup2" : type === "cgroup" && isSubset(controllers, options);
      const below = path.posix.relative(root, group);
      if (!fits || below.split("/")[0] === "..") continue;
      return [{version, folder: path.posix.join(point, below), controllers, top: point}];
    }
    return [];
  });
}

interface MountLine {
  readonly type: string;
  readonly root: string;
  readonly point: string;
  readonly options: readonly string[];
}

/** `31 23 0:28 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory`, with any number of fields before the dash. */
function mountOf(line: string): MountLine[] {
  const [own, rest = ""] = line.split(" - ");
  const [, , , root, point] = own.split(" ");
  const [type, , options = ""] = rest.split(" ");
  if (root === undefined || point === undefined) return [];
  return [{type, root: plain(root), point: plain(point), options: options.split(",")}];
}

/** Blanks and the like stand there as `\040`. */
function plain(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

/** A hierarchy with names alone (`name=systemd`) has them in its mount's options too. */
function isSubset(some: readonly string[], all: readonly string[]): boolean {
  return some.length > 0 && some.every(one => all.includes(one));
}
