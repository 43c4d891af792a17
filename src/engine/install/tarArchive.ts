import zlib from "node:zlib";

const BLOCK = 512;

/** One file of a tar archive. */
export interface TarFile {
  readonly name: string;
  readonly data: Buffer;
}

/**
 * The plain files of a small gzipped tar archive, such as an npm package. Links and folders are left out.
 *
 * @param archive  The whole file.
 * @throws {SyntaxError} When it is cut short.
 */
export function readTarGz(archive: Buffer): TarFile[] {
  const tar = zlib.gunzipSync(archive);
  const files: TarFile[] = [];
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const field = (start: number, length: number) =>
      tar.toString("utf8", at + start, at + start + length).replace(/\0.*$/s, "");
    const size = Number.parseInt(field(124, 12), 8);
    const prefix = field(345, 155);
    const name = prefix === "" ? field(0, 100) : `${prefix}/${field(0, 100)}`;
    const start = at + BLOCK;
    if (!Number.isInteger(size) || start + size > tar.length) {
      throw new SyntaxError(
        `readTarGz: archive must be whole, got ${tar.length} bytes with ${name} cut short`,
      );
    }
    const kind = field(156, 1);
    if (kind === "" || kind === "0") files.push({name, data: tar.subarray(start, start + size)});
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}
