import fs from "node:fs";

/** What the first bytes of a native library say about it. */
export interface BinaryFile {
  /** `x64`, `arm64`, or `other`: as in `process.arch`. */
  readonly arch: "x64" | "arm64" | "other";
  /** For whom it was built, as in `process.platform`. */
  readonly platform: "linux" | "darwin" | "win32";
  /** False when the file ends before its own tables say. Known for Linux files only. */
  readonly complete: boolean;
}

const ELF_MACHINES: Readonly<Record<number, BinaryFile["arch"]>> = {62: "x64", 183: "arm64"};
const PE_MACHINES: Readonly<Record<number, BinaryFile["arch"]>> = {34404: "x64", 43620: "arm64"};
const MACHO_TYPES: Readonly<Record<number, BinaryFile["arch"]>> = {16777223: "x64", 16777228: "arm64"};
const HEADER_BYTES = 4096;

/**
 * Reads the header of a native library without loading it: loading a cut file ends the whole process by a signal.
 *
 * @returns Undefined when it is no native library of a kind that we know.
 * @throws When the file can't be read.
 */
export function readBinaryFile(file: string): BinaryFile | undefined {
  const handle = fs.openSync(file, "r");
  try {
    const {size} = fs.fstatSync(handle);
    const header = Buffer.alloc(Math.min(HEADER_BYTES, size));
    fs.readSync(handle, header, 0, header.length, 0);
    return readHeader(header, size);
  } finally {
    fs.closeSync(handle);
  }
}

function readHeader(header: Buffer, size: number): BinaryFile | undefined {
  if (header.length < 64) return undefined;
  if (header.readUInt32BE(0) === 0x7f454c46) return elf(header, size);
  if (header.readUInt32LE(0) === 0xfeedfacf) {
    return {platform: "darwin", arch: MACHO_TYPES[header.readUInt32LE(4)] ?? "other", complete: true};
  }
  if (header.toString("latin1", 0, 2) === "MZ") return portable(header);
  return undefined;
}

/** The table of sections stands at the end of the file. */
function elf(header: Buffer, size: number): BinaryFile {
  const sections = Number(header.readBigUInt64LE(40));
  const end = sections + header.readUInt16LE(58) * header.readUInt16LE(60);
  return {platform: "linux", arch: ELF_MACHINES[header.readUInt16LE(18)] ?? "other", complete: end <= size};
}

function portable(header: Buffer): BinaryFile | undefined {
  const at = header.readUInt32LE(60);
  if (at + 6 > header.length || header.toString("latin1", at, at + 2) !== "PE") return undefined;
  return {platform: "win32", arch: PE_MACHINES[header.readUInt16LE(at + 4)] ?? "other", complete: true};
}
