import fs from "node:fs";

/** Of `/proc/PID/fdinfo/N`: the file is closed where another program is started. */
const CLOSE_ON_EXEC = 0o2000000;

/**
 * Files beyond the standard ones that this process was started with and that every program it starts gets too: a shell's
 * redirections, the pipe of a build tool. Node keeps back those with low numbers only. A worker is told to close them before it runs anything. Empty where the system does not tell.
 *
 * @returns `number:device:inode` of each.
 */
export function inheritedFiles(): string[] {
  let names: string[];
  try {
    names = fs.readdirSync("/proc/self/fd");
  } catch {
    return [];
  }
  return names.flatMap(name => {
    const fd = Number(name);
    if (fd <= 2) return [];
    try {
      const flags = /^flags:\s*(\d+)$/m.exec(fs.readFileSync(`/proc/self/fdinfo/${fd}`, "latin1"))?.[1];
      if (flags === undefined || (Number.parseInt(flags, 8) & CLOSE_ON_EXEC) !== 0) return [];
      const {dev, ino} = fs.fstatSync(fd, {bigint: true});
      return [`${fd}:${dev}:${ino}`];
    } catch {
      return []; // the folder that was just read
    }
  });
}
