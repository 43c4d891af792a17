import fs from "node:fs";

/** Writes `file` whole or not at all: beside it as `file.part`, to the disk, then renamed. */
export function atomicWrite(file: string, text: string): void {
  const part = `${file}.part`;
  const handle = fs.openSync(part, "w");
  try {
    fs.writeFileSync(handle, text);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
  fs.renameSync(part, file);
}
