import fs from "node:fs";
import path from "node:path";
import {EngineError} from "../engine.js";
import type {LibraryName} from "./libraries.js";

/**
 * Runs `work` while no other process installs or removes the same library there. A lock of a process that is gone is
 * taken over.
 *
 * @param folder  The installation, such as `.engines/torch`; the lock lies beside it.
 * @throws {EngineError} When another process is at it.
 */
export async function withInstallLock<T>(
  name: LibraryName,
  folder: string,
  work: () => Promise<T>,
): Promise<T> {
  const lock = `${folder}.lock`;
  fs.mkdirSync(path.dirname(lock), {recursive: true});
  if (!take(lock)) {
    const holder = Number(readLock(lock));
    if (isAlive(holder)) {
      throw new EngineError(
        name,
        `process ${holder} is installing or removing ${name} in ${path.dirname(folder)}`,
        `wait for it to end, or end it, then type the same command again`,
      );
    }
    fs.rmSync(lock, {force: true});
    if (!take(lock)) {
      throw new EngineError(name, `another process has just taken ${lock}`, "type the same command again");
    }
  }
  try {
    return await work();
  } finally {
    fs.rmSync(lock, {force: true});
  }
}

/** @returns False when the lock is there already. */
function take(lock: string): boolean {
  try {
    fs.writeFileSync(lock, String(process.pid), {flag: "wx"});
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function readLock(lock: string): string {
  try {
    return fs.readFileSync(lock, "utf8");
  } catch {
    return ""; // Gone meanwhile: its process has ended.
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of somebody else's is alive, too.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
