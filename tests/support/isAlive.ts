/** Whether a process of this number runs, one that has ended and waits for its parent included. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
