import zlib from "node:zlib";
import {ARCHIVE_BYTES, ARCHIVE_FILES, ARCHIVE_RATIO, NOTEBOOK_BYTES} from "./limits.js";

/** What was taken out of an archive, in memory: nothing of it is ever written. */
export interface Unzipped {
  readonly files: readonly {readonly name: string; readonly bytes: Uint8Array}[];
  readonly notes: readonly string[];
}

const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LONGEST_COMMENT = 65_535;
const STORED = 0;
const DEFLATED = 8;
/** `st_mode` of a regular file in the high half of an entry's attributes, and the mask for its kind. */
const KIND = 0o170000;
const REGULAR = 0o100000;

/**
 * The notebooks in a zip archive. Only regular files are taken, by names inside the archive; links, devices, absolute names,
 * names with `..`, nested archives and bombs are left where they are, with a note. Never throws.
 *
 * @param name  Of the archive, for notes.
 */
export function unzip(bytes: Uint8Array, name: string): Unzipped {
  const notes: string[] = [];
  const files: {name: string; bytes: Uint8Array}[] = [];
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    let total = 0;
    const entries = list(archive);
    if (entries.length > ARCHIVE_FILES) {
      notes.push(`${name} holds more than ${ARCHIVE_FILES} files; the first ${ARCHIVE_FILES} are looked at.`);
    }
    for (const entry of entries.slice(0, ARCHIVE_FILES)) {
      if (entry.name.endsWith("/")) continue;
      const refusal = refusalOf(entry, total);
      if (refusal !== undefined) notes.push(`${name}: ${shown(entry.name)} was left out: ${refusal}.`);
      else if (/\.ipynb$/i.test(entry.name)) {
        const content = contentOf(archive, entry);
        total += content.length;
        files.push({name: entry.name, bytes: content});
      }
    }
  } catch (error) {
    notes.push(`${name} is no whole zip archive (${(error as Error).message.slice(0, 100)}).`);
  }
  return {files, notes};
}

interface Entry {
  readonly name: string;
  readonly bytes: number;
  readonly storedBytes: number;
  readonly offset: number;
  readonly method: number;
  readonly isEncrypted: boolean;
  /** `st_mode`, 0 where the archive was not made on Unix. */
  readonly mode: number;
}

function list(archive: Buffer): Entry[] {
  const tail = archive.subarray(Math.max(0, archive.length - END_BYTES - LONGEST_COMMENT));
  const end = tail.lastIndexOf("PK\x05\x06", undefined, "latin1");
  if (end < 0) throw new SyntaxError("its list of files is missing");
  const start = tail.readUInt32LE(end + 16);
  const size = tail.readUInt32LE(end + 12);
  const directory = archive.subarray(start, start + size);
  const entries: Entry[] = [];
  for (let at = 0; at + ENTRY_BYTES <= directory.length && entries.length <= ARCHIVE_FILES; ) {
    if (directory.readUInt32LE(at) !== 0x02014b50) throw new SyntaxError("its list of files is damaged");
    const nameBytes = directory.readUInt16LE(at + 28);
    const madeOn = directory.readUInt8(at + 5);
    entries.push({
      name: directory.toString("utf8", at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes),
      bytes: directory.readUInt32LE(at + 24),
      storedBytes: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
      method: directory.readUInt16LE(at + 10),
      isEncrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      mode: madeOn === 3 ? directory.readUInt16LE(at + 40) : 0,
    });
    at += ENTRY_BYTES + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** Why an entry is not taken; undefined for one that is, or that nobody asks for. */
function refusalOf(
  {name, bytes, storedBytes, method, mode, isEncrypted}: Entry,
  total: number,
): string | undefined {
  const parts = name.split(/[\\/]/);
  if (/^(?:[\\/]|[A-Za-z]:)/.test(name) || parts.includes("..") || name.includes("\0")) {
    return "its name leads out of the archive";
  }
  if ((mode & KIND) !== 0 && (mode & KIND) !== REGULAR) return "it is a link or a device, not a file";
  if (/\.(?:zip|tar|t?gz|bz2|xz|7z|rar)$/i.test(name)) return "an archive in an archive is not opened";
  if (!/\.ipynb$/i.test(name)) return undefined;
  if (isEncrypted) return "it is encrypted";
  if (method !== STORED && method !== DEFLATED) return `its compression (method ${method}) is not known`;
  if (bytes > NOTEBOOK_BYTES) return `it unpacks to ${bytes} bytes, more than ${NOTEBOOK_BYTES}`;
  if (total + bytes > ARCHIVE_BYTES) return `the archive unpacks to more than ${ARCHIVE_BYTES} bytes`;
  if (bytes > 1024 * 1024 && bytes > storedBytes * ARCHIVE_RATIO) {
    return `it unpacks to ${Math.round(bytes / Math.max(1, storedBytes))} times its size`;
  }
  return undefined;
}

/** The header before a file's bytes repeats its name and may carry other notes than the list does. */
function contentOf(archive: Buffer, {name, offset, storedBytes, method, bytes}: Entry): Uint8Array {
  if (archive.readUInt32LE(offset) !== 0x04034b50)
    throw new SyntaxError(`${shown(name)} is not where the list says`);
  const start = offset + 30 + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28);
  const stored = archive.subarray(start, start + storedBytes);
  if (stored.length < storedBytes) throw new SyntaxError(`${shown(name)} is cut off`);
  if (method === STORED) return stored;
  // the list may lie about the length: no more than it says is unpacked
  return zlib.inflateRawSync(stored, {maxOutputLength: Math.max(1, bytes)});
}

function shown(name: string): string {
  return JSON.stringify(name.slice(0, 80));
}
