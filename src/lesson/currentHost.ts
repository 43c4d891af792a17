import type path from "node:path";
import {kernelLink} from "../core/kernelLink.js";
import {fileStore} from "./fileStore.js";
import type {Host} from "./host.js";
import {kernelHost} from "./hosts/kernelHost.js";
import {terminalHost} from "./hosts/terminalHost.js";
import {runningTslab, tslabHost} from "./hosts/tslabHost.js";
import {environment, nodeModule} from "./node.js";
import {memoryStore, type Store} from "./store.js";

let current: Host | undefined;

/** The host this process has: our kernel, stock tslab, else a terminal. Found once. */
export function currentHost(): Host {
  current ??= findHost();
  return current;
}

/** Sets the host: a page does it before its first cell, a test before each case. `undefined` looks again. */
export function setHost(host: Host | undefined): void {
  current = host;
}

function findHost(): Host {
  const link = kernelLink();
  if (link !== undefined) return kernelHost(link, storeIn(link.cwd));
  const tslab = runningTslab();
  if (tslab !== undefined) return tslabHost(tslab, storeIn("."), environment("KERNELBOOK_NOTICE") !== "off");
  return terminalHost(storeIn("."));
}

/** `KERNELBOOK_PROGRESS=none` keeps progress in memory, as while notebooks are built; another value is the file. */
function storeIn(folder: string): Store {
  const choice = environment("KERNELBOOK_PROGRESS");
  const paths = nodeModule<typeof path>("node:path");
  if (choice === "none" || paths === undefined) return memoryStore();
  const file = choice ?? paths.join(".kernelbook", "progress.json");
  return fileStore(paths.resolve(folder, file), file);
}
