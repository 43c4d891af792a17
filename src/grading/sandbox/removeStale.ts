import fs from "node:fs";
import path from "node:path";

/**
 * Removes what a killed process left behind: empty folders of our own named `PREFIX` + its pid + `-` + anything. Nothing inside
 * a folder is touched, and no link is followed.
 *
 * @param olderThanSeconds  Younger ones stay: a pid that seems gone may be one of another pid namespace that shares the folder.
 */
export function removeStale(folder: string, prefix: string, olderThanSeconds = 0): void {
  for (const entry of entriesOf(folder)) {
    const name = path.join(folder, entry);
    const pid = entry.startsWith(prefix) ? /^([1-9]\d*)-/.exec(entry.slice(prefix.length))?.[1] : undefined;
    if (pid === undefined || isAlive(Number(pid))) continue;
    try {
      const {uid, mtimeMs} = fs.lstatSync(name);
      if (uid !== process.getuid?.() || Date.now() - mtimeMs < olderThanSeconds * 1000) continue;
      fs.rmdirSync(name);
    } catch {
      // not empty, not a folder, or removed by another judge meanwhile
    }
  }
}

function entriesOf(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
