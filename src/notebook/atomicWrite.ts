import fs from "node:fs";

/**
 * Writes `file` whole or not at all: beside it as `file.part`, to the disk, then renamed.
 *
 * @param mode  Who may read it; all that the user's settings allow unless said otherwise.
 */
export function atomicWrite(file: string, text: string, mode = 0o666): void {
  const part = `${file}.part`;
  const handle = fs.openSync(part, "w", mode);
  try {
    fs.writeFileSync(handle, text);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
  fs.renameSync(part, file);
}
