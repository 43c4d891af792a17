import {execFileSync} from "node:child_process";
import {GROUP_LAYER, openControlGroups} from "./cgroup.js";
import {inheritedFiles} from "./inheritedFiles.js";
import {ENTRY_INSIDE, findProgram, programMounts, projectMounts} from "./privateRoot.js";
import {processSandbox} from "./processSandbox.js";
import type {Sandbox} from "./sandbox.js";
import {limitProgram, nodeArguments} from "./workerArguments.js";

/**
 * A sandbox from bubblewrap, which makes namespaces and a root for each worker. As root it is started by another user, so
 * that a worker is not root behind its user namespace either.
 *
 * @throws {Error} When a program is missing.
 */
export async function openBubblewrap(): Promise<Sandbox> {
  const isRoot = process.getuid?.() === 0;
  const bwrap = findProgram("bwrap");
  const prlimit = findProgram("prlimit");
  const setpriv = findProgram("setpriv");
  const mounts = [...programMounts(process.execPath), ...projectMounts()];
  const inherited = inheritedFiles();
  const groups = await openControlGroups();
  const walls = [
    ...["--unshare-all", "--unshare-user", "--die-with-parent", "--new-session", "--as-pid-1", "--clearenv"],
    ...["--cap-drop", "ALL", "--uid", "65534", "--gid", "65534", "--hostname", "worker"],
    ...(knows(bwrap, "--disable-userns") ? ["--disable-userns"] : []),
    ...mounts.flatMap(({from, to}) => ["--ro-bind", from, to]),
    ...["--remount-ro", "/", "--chdir", "/", "--"],
  ];
  return processSandbox({
    kind: "bubblewrap",
    layers: [
      "bubblewrap",
      "private read-only root",
      ...["network", "process", "IPC", "host name"].map(name => `${name} namespace`),
      ...(isRoot ? ["user other than root"] : []),
      "user namespace without rights",
      "no new privileges",
      "limits for processor time, memory, processes and files",
      ...(groups === undefined ? [] : [GROUP_LAYER]),
    ],
    groups,
    command: (limits, user) => [
      ...limitProgram(prlimit, limits),
      ...[setpriv, "--no-new-privs"],
      ...(isRoot ? ["--reuid", String(user), "--regid", String(user), "--clear-groups"] : []),
      ...[
        "--pdeathsig",
        "KILL",
        bwrap,
        ...walls,
        process.execPath,
        ...nodeArguments(limits),
        ENTRY_INSIDE,
        ...inherited,
      ],
    ],
  });
}

/** Whether this version of bubblewrap has an option. */
function knows(bwrap: string, option: string): boolean {
  return execFileSync(bwrap, ["--help"], {encoding: "utf8"}).includes(option);
}
