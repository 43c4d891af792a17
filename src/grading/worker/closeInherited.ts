import fs from "node:fs";

/**
 * Closes the files that came from the grader's own surroundings, before an answer runs: it could read or write them.
 *
 * @param files  `number:device:inode` of each; a number that is another file here is left alone.
 */
export function closeInherited(files: readonly string[]): void {
  for (const file of files) {
    const [fd, device, inode] = file.split(":");
    try {
      const {dev, ino} = fs.fstatSync(Number(fd), {bigint: true});
      if (String(dev) === device && String(ino) === inode) fs.closeSync(Number(fd));
    } catch {
      // closed on the way here
    }
  }
}
