import fs from "node:fs";
import {TICKS} from "./limits.js";

/** Processor time of a process and of its children that have ended, in milliseconds; undefined when it is gone. */
export function processTime(pid: number): number | undefined {
  const fields = statFields(pid);
  if (fields === undefined) return undefined;
  // utime, stime, cutime and cstime are fields 14 to 17, and `fields` begins with the third.
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) * (1000 / TICKS);
}

/**
 * Processor time of a process with all those below it, in milliseconds. The first generation or two are the programs that set
 * the worker up; what the worker started is counted as long as it has a parent there.
 */
export function familyTime(pid: number): number | undefined {
  const own = processTime(pid);
  if (own === undefined) return undefined;
  return childrenOf(pid).reduce((sum, child) => sum + (familyTime(child) ?? 0), own);
}

function childrenOf(pid: number): number[] {
  try {
    const children: number[] = [];
    for (const task of fs.readdirSync(`/proc/${pid}/task`)) {
      const list = fs.readFileSync(`/proc/${pid}/task/${task}/children`, "latin1");
      for (const child of list.split(" ")) if (child !== "") children.push(Number(child));
    }
    return children;
  } catch {
    return []; // gone meanwhile
  }
}

/** Fields from the third on; the second, a name in brackets, may hold blanks and brackets. */
function statFields(pid: number): string[] | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "latin1");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}
