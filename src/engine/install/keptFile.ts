import {createHash} from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import {Transform} from "node:stream";
import {pipeline} from "node:stream/promises";
import {hashFile} from "./hashFile.js";
import type {ManifestFile} from "./manifest.js";
import {unpackEntry, type ZipEntry} from "./zipArchive.js";

/** Called with the number of bytes that were just written. */
export type OnBytes = (bytes: number) => void;

/** Writes one file of a wheel below `folder`: as `name.part`, to the disk, then renamed. */
export async function keepEntry(
  archive: string,
  entry: ZipEntry,
  folder: string,
  onBytes: OnBytes,
  signal: AbortSignal,
): Promise<ManifestFile> {
  const file = path.join(folder, entry.name);
  fs.mkdirSync(path.dirname(file), {recursive: true});
  const hash = createHash("sha256");
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      onBytes(chunk.length);
      done(null, chunk);
    },
  });
  const written = pipeline(counted, fs.createWriteStream(`${file}.part`, {flush: true}));
  await Promise.all([unpackEntry(archive, entry, counted, signal), written]);
  if (bytes !== entry.bytes) {
    throw new RangeError(`keepEntry: ${entry.name} must have ${entry.bytes} bytes, got ${bytes}`);
  }
  fs.renameSync(`${file}.part`, file);
  return {name: entry.name, bytes, sha256: hash.digest("hex")};
}

/** Moves one file that uv has unpacked. */
export async function keepFile(
  from: string,
  name: string,
  folder: string,
  onBytes: OnBytes,
  signal: AbortSignal,
): Promise<ManifestFile> {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), {recursive: true});
  const source = path.join(from, name);
  const {size} = fs.statSync(source);
  const sha256 = await hashFile(source, signal);
  flush(source);
  fs.renameSync(source, file);
  onBytes(size);
  return {name, bytes: size, sha256};
}

function flush(file: string): void {
  const handle = fs.openSync(file, "r+");
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}
