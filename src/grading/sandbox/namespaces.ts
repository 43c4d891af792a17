import {type ChildProcess, spawn} from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {GROUP_LAYER, openControlGroups} from "./cgroup.js";
import {inheritedFiles} from "./inheritedFiles.js";
import {OPEN_SECONDS, STALE_SECONDS} from "./limits.js";
import {ENTRY_INSIDE, findProgram, type Mount, programMounts, projectMounts} from "./privateRoot.js";
import {processSandbox} from "./processSandbox.js";
import {removeStale} from "./removeStale.js";
import type {Sandbox} from "./sandbox.js";
import {limitProgram, nodeArguments} from "./workerArguments.js";

/**
 * Makes the private root in a mount namespace of its own and keeps it until stdin ends. Every file comes in alone and read-only,
 * and the project's without the right to be run or loaded as native code; then the machine's own root is taken away, and with it `/proc`, which `umount` has to read.
 */
const KEEPER = `
set -e
umask 022
umount=$1 libraries=$2 root=$3
shift 3
mount -t tmpfs -o size=1m,mode=755,nosuid,nodev tmpfs "$root"
cd "$root"
while [ $# -gt 0 ]; do
  if [ -d "$1" ]; then mkdir -p ".$2"; else mkdir -p ".\${2%/*}"; : > ".$2"; fi
  case "$2" in /app/*) flags=ro,nosuid,nodev,noexec ;; *) flags=ro,nosuid,nodev ;; esac
  mount -o "bind,$flags" "$1" ".$2"
  shift 2
done
mkdir .machine proc
mount --rbind /proc proc
mount -o remount,bind,ro,nosuid,nodev "$root"
pivot_root . .machine
cd /
export LD_LIBRARY_PATH="$libraries"
"/.machine$umount" -l /.machine /proc
echo ready
read -r line
`;

/** Of the folder where a private root is made; the judge's pid follows. */
const ROOT_PREFIX = "kernelbook-root-";

/**
 * A sandbox from the tools of util-linux: namespaces of its own for each worker, one private root for all. Works as root,
 * where workers run under users of their own, and as an ordinary user where the kernel lets these make user namespaces.
 *
 * @throws {Error} When a tool is missing or the kernel forbids it.
 */
export async function openNamespaces(): Promise<Sandbox> {
  const isRoot = process.getuid?.() === 0;
  const tools = findTools();
  const groups = await openControlGroups();
  removeStale(os.tmpdir(), ROOT_PREFIX, STALE_SECONDS);
  const root = fs.mkdtempSync(path.join(os.tmpdir(), `${ROOT_PREFIX}${process.pid}-`));
  const keeper = startKeeper(tools, root, isRoot);
  const close = async () => {
    await ended(keeper);
    removeEmpty(root);
  };
  try {
    await keeperReady(keeper);
  } catch (error) {
    await close();
    throw error;
  }
  const inherited = inheritedFiles();
  const enter = isRoot ? enterAsRoot : enterAsUser;
  return processSandbox({
    kind: "namespaces",
    layers: [
      "private read-only root",
      ...["network", "process", "IPC", "host name"].map(name => `${name} namespace`),
      isRoot ? "user other than root" : "user namespace without rights",
      "no new privileges",
      "limits for processor time, memory, processes and files",
      ...(groups === undefined ? [] : [GROUP_LAYER]),
    ],
    groups,
    command: (limits, user) => [
      ...limitProgram(tools.prlimit, limits),
      ...enter(tools, keeper.pid ?? 0, user),
      process.execPath,
      ...nodeArguments(limits),
      ENTRY_INSIDE,
      ...inherited,
    ],
    close,
  });
}

type Tools = Record<"unshare" | "nsenter" | "setpriv" | "prlimit" | "umount" | "sh", string>;

function findTools(): Tools {
  return {
    unshare: findProgram("unshare"),
    nsenter: findProgram("nsenter"),
    setpriv: findProgram("setpriv"),
    prlimit: findProgram("prlimit"),
    umount: findProgram("umount"),
    sh: findProgram("sh"),
  };
}

function startKeeper({unshare, setpriv, umount, sh}: Tools, root: string, isRoot: boolean): ChildProcess {
  // These come last in a worker's start, when it is in the root already.
  const programs = programMounts(process.execPath, setpriv, ...(isRoot ? [] : [unshare]));
  const folders = new Set(programs.map(({to}) => path.dirname(to)));
  const libraries = [...folders].map(folder => `/.machine${folder}`).join(":");
  const mounts = [...programs, ...projectMounts()].flatMap(({from, to}: Mount) => [from, to]);
  const user = isRoot ? [] : ["--user", "--map-root-user"];
  return spawn(
    unshare,
    [
      ...user,
      "--mount",
      "--propagation",
      "private",
      sh,
      "-c",
      KEEPER,
      "keeper",
      umount,
      libraries,
      root,
      ...mounts,
    ],
    {env: {PATH: "/usr/sbin:/usr/bin:/sbin:/bin"}, cwd: "/", stdio: "pipe"},
  );
}

function keeperReady(keeper: ChildProcess): Promise<void> {
  let words = "";
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`the private root was not ready after ${OPEN_SECONDS} s`));
    }, OPEN_SECONDS * 1000);
    keeper.stderr?.on("data", (chunk: Buffer) => {
      words = (words + chunk.toString()).slice(-1000);
    });
    keeper.stdout?.once("data", () => {
      clearTimeout(timer);
      resolve();
    });
    keeper.once("error", reject);
    keeper.once("close", () => {
      clearTimeout(timer);
      reject(new Error(words.trim() || "the private root could not be made"));
    });
  });
}

/**
 * As root: dies with the judge; namespaces; the root; at last another user. `setpriv` asks to die with its parent after the user
 * has changed, since a change of user takes the wish back.
 */
function enterAsRoot({unshare, nsenter, setpriv}: Tools, keeper: number, user: number): string[] {
  return [
    ...[setpriv, "--no-new-privs", "--pdeathsig", "KILL"],
    ...[unshare, "--net", "--pid", "--ipc", "--uts", "--fork", "--kill-child"],
    ...[nsenter, `--mount=/proc/${keeper}/ns/mnt`],
    ...[setpriv, "--reuid", String(user), "--regid", String(user), "--clear-groups", "--pdeathsig", "KILL"],
    ...["--bounding-set=-all", "--inh-caps=-all"], // no capability can come back, whatever is run
  ];
}

/**
 * As an ordinary user: the keeper's user namespace allows the rest; the worker then goes on in one more, in which it is nobody
 * and owns none of the namespaces that it sees.
 */
function enterAsUser({unshare, nsenter, setpriv}: Tools, keeper: number): string[] {
  return [
    ...[nsenter, `--user=/proc/${keeper}/ns/user`, "--preserve-credentials"],
    ...[setpriv, "--no-new-privs", "--pdeathsig", "KILL"],
    ...[unshare, "--net", "--pid", "--ipc", "--uts", "--fork", "--kill-child"],
    ...[nsenter, `--mount=/proc/${keeper}/ns/mnt`],
    ...[unshare, "--user"],
    ...[setpriv, "--pdeathsig", "KILL"],
  ];
}

/** The root itself was only ever seen in the keeper's namespace, so the folder is empty here. */
function removeEmpty(folder: string): void {
  try {
    fs.rmdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

/** Ends a process by the end of its stdin and waits for it. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const closed = new Promise(resolve => child.once("close", resolve));
  child.stdin?.on("error", () => {}).end();
  await closed;
}
