import {PARENT_POLL_MS} from "./limits.js";

/**
 * Calls `onGone` once when the process that started this one has ended, so that no kernel outlives its front end.
 *
 * @param announced  The parent's process id as it was handed down (`JPY_PARENT_PID`; a handle, not an id, on Windows).
 */
export function watchParent(onGone: () => void, announced: string | undefined): void {
  const first = process.ppid;
  // Already adopted by another process: the parent ended before this line.
  const expected = process.platform === "win32" ? first : Number(announced ?? first);
  const timer = setInterval(() => {
    const adopted = process.ppid !== first;
    if (!adopted && isAlive(expected)) return;
    clearInterval(timer);
    onGone();
  }, PARENT_POLL_MS);
  timer.unref();
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of somebody else is alive, too.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
