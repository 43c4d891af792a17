import {isAscii} from "node:buffer";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {fileURLToPath} from "node:url";
import v8 from "node:v8";
import zlib from "node:zlib";

/** This package's folder; the file runs as `dist/src/kernel/compile/codeCache.js`. */
const PACKAGE = fileURLToPath(new URL("../../../../", import.meta.url));

export interface CachedSource {
  readonly text: string;
  /** V8's compiled form, undefined when there is none that fits. */
  readonly code: Buffer | undefined;
  readonly save: (code: Buffer) => void;
}

/**
 * Compiled forms of source files, one for each V8 with its flags and for each state of the file. V8 checks neither
 * length nor content of what it is given, so a checksum stands before the code.
 */
export class CodeCache {
  readonly #name: string;
  readonly #folders: readonly string[];

  /** @param folders  Tried in this order. */
  constructor(name: string, folders: readonly string[]) {
    this.#name = name;
    this.#folders = folders;
  }

  /** In this package's `node_modules/.cache`; where that can't be written, in a folder of the user's own. */
  static own(name: string): CodeCache {
    const user = process.getuid?.() ?? os.userInfo().username;
    return new CodeCache(name, [
      path.join(PACKAGE, "node_modules/.cache/kernelbook"),
      path.join(os.tmpdir(), `kernelbook-${user}`),
    ]);
  }

  /** The source's name and what V8's code depends on: its version, its flags and the processor. */
  get #family(): string {
    return `${this.#name}-${process.version}-${v8.cachedDataVersionTag()}`;
  }

  read(file: string): CachedSource {
    const bytes = fs.readFileSync(file);
    const changed = Math.round(fs.statSync(file).mtimeMs);
    const key = `${this.#family}-${bytes.length}-${changed}.bin`;
    return {
      // one byte a character is half the memory, and faster to make
      text: isAscii(bytes) ? bytes.toString("latin1") : bytes.toString("utf8"),
      code: this.#find(key),
      save: code => this.#save(key, code),
    };
  }

  #find(key: string): Buffer | undefined {
    for (const folder of this.#folders) {
      try {
        if (!isOurs(folder)) continue;
        const code = unwrapped(fs.readFileSync(path.join(folder, key)));
        if (code !== undefined) return code;
      } catch {
        // none in this folder
      }
    }
    return undefined;
  }

  /** As well as it can: without it the next start is slower, that is all. */
  #save(key: string, code: Buffer): void {
    for (const folder of this.#folders) {
      try {
        fs.mkdirSync(folder, {recursive: true, mode: 0o700});
        if (!isOurs(folder)) continue;
        for (const name of fs.readdirSync(folder))
          if (this.#isOlder(name, key)) fs.rmSync(path.join(folder, name));
        const part = path.join(folder, `${key}.${process.pid}.part`);
        fs.writeFileSync(part, wrapped(code), {flush: true});
        fs.renameSync(part, path.join(folder, key));
        return;
      } catch {
        // a read-only installation: try the next folder
      }
    }
  }

  #isOlder(name: string, key: string): boolean {
    return name.startsWith(`${this.#family}-`) && name.endsWith(".bin") && name !== key;
  }
}

/** What is read from there is run: a folder that somebody else could write to is not used. */
function isOurs(folder: string): boolean {
  const stat = fs.lstatSync(folder, {throwIfNoEntry: false});
  if (stat === undefined || !stat.isDirectory()) return false;
  if (process.getuid === undefined) return true; // on Windows a user's folders are his own
  return stat.uid === process.getuid() && (stat.mode & 0o022) === 0;
}

const MAGIC = Buffer.from("kbc1");
/** Magic, length and checksum. */
const HEADER = 12;

function wrapped(code: Buffer): Buffer {
  const header = Buffer.alloc(HEADER);
  MAGIC.copy(header);
  header.writeUInt32LE(code.length, 4);
  header.writeUInt32LE(zlib.crc32(code), 8);
  return Buffer.concat([header, code]);
}

function unwrapped(bytes: Buffer): Buffer | undefined {
  if (bytes.length < HEADER || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  const code = bytes.subarray(HEADER);
  const isWhole = bytes.readUInt32LE(4) === code.length && bytes.readUInt32LE(8) === zlib.crc32(code);
  return isWhole ? code : undefined;
}
