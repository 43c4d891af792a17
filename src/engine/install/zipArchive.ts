import fs from "node:fs";
import {pipeline} from "node:stream/promises";
import zlib from "node:zlib";

/** One file inside an archive. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: number;
  readonly storedBytes: number;
  /** Where its own header begins. */
  readonly offset: number;
  readonly method: number;
}

const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;
const STORED = 0;
const DEFLATED = 8;

/**
 * Lists the files of a zip archive, such as a wheel.
 *
 * @throws {SyntaxError} When it is no zip archive, or one above 4 GB, which wheels are not.
 */
export async function readZip(file: string): Promise<ZipEntry[]> {
  const handle = await fs.promises.open(file, "r");
  try {
    const {size} = await handle.stat();
    const tail = Buffer.alloc(Math.min(size, END_BYTES + LONGEST_COMMENT));
    await handle.read(tail, 0, tail.length, size - tail.length);
    const end = tail.lastIndexOf("PK\x05\x06", undefined, "latin1");
    if (end < 0) throw new SyntaxError(`readZip: file must be a whole zip archive, got ${file}`);
    const directory = Buffer.alloc(tail.readUInt32LE(end + 12));
    const start = tail.readUInt32LE(end + 16);
    if (start === 0xffffffff) throw new SyntaxError(`readZip: archive must be below 4 GB, got ${file}`);
    await handle.read(directory, 0, directory.length, start);
    return [...entries(directory)];
  } finally {
    await handle.close();
  }
}

function* entries(directory: Buffer): Generator<ZipEntry> {
  for (let at = 0; at + 46 <= directory.length; ) {
    const nameBytes = directory.readUInt16LE(at + 28);
    yield {
      name: directory.toString("utf8", at + 46, at + 46 + nameBytes),
      bytes: directory.readUInt32LE(at + 24),
      storedBytes: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
      method: directory.readUInt16LE(at + 10),
    };
    at += 46 + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
}

/**
 * Streams one file out of an archive.
 *
 * @param target  Gets the file's bytes; ended when they are all there.
 * @throws When the archive is damaged, or `signal` says stop.
 */
export async function unpackEntry(
  archive: string,
  entry: ZipEntry,
  target: NodeJS.WritableStream,
  signal?: AbortSignal,
): Promise<void> {
  const {name, offset, storedBytes, method} = entry;
  if (method !== STORED && method !== DEFLATED) {
    throw new SyntaxError(`unpackEntry: ${name} must be stored or deflated, got method ${method}`);
  }
  const start = offset + (await headerBytes(archive, offset));
  const source = fs.createReadStream(archive, {
    start,
    end: start + Math.max(storedBytes, 1) - 1,
    highWaterMark: 1 << 20,
  });
  if (storedBytes === 0) {
    source.destroy();
    target.end();
    return;
  }
  if (method === STORED) await pipeline(source, target, {signal});
  else await pipeline(source, zlib.createInflateRaw({chunkSize: 1 << 20}), target, {signal});
}

/** The header before a file's bytes repeats its name and may carry other notes than the list does. */
async function headerBytes(archive: string, offset: number): Promise<number> {
  const handle = await fs.promises.open(archive, "r");
  try {
    const header = Buffer.alloc(30);
    await handle.read(header, 0, header.length, offset);
    return header.length + header.readUInt16LE(26) + header.readUInt16LE(28);
  } finally {
    await handle.close();
  }
}
