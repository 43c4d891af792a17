import zlib from "node:zlib";

/** An entry of an archive as a test wants it, safe or not. */
export interface ZipEntry {
  readonly name: string;
  readonly data: Buffer | string;
  /** Unix mode: 0o120777 makes a link of it, 0o20666 a device. */
  readonly mode?: number;
}

/** The bytes of a zip archive; names go in as they are. */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const {name, data, mode = 0o100644} of entries) {
    const raw = Buffer.from(data);
    const packed = zlib.deflateRawSync(raw);
    const nameBytes = Buffer.from(name);
    const fields = Buffer.alloc(26); // what both headers hold, from "version needed" to "extra length"
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x800, 2); // names are UTF-8
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(zlib.crc32(raw), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(raw.length, 18);
    fields.writeUInt16LE(nameBytes.length, 22);
    parts.push(Buffer.from("PK\x03\x04"), fields, nameBytes, packed);
    const more = Buffer.alloc(14); // comment length to offset
    more.writeUInt32LE(mode * 0x10000, 6);
    more.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02"), Buffer.from([20, 3]), fields, more, nameBytes);
    offset += 4 + fields.length + nameBytes.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, central, Buffer.from("PK\x05\x06"), end]);
}
