import fs from "node:fs";
import path from "node:path";
import type {NativeLibrary} from "./libraries.js";

/** The version of a library, `2.15.0`: from the package's `version.py`, or from the name of the folder of notes beside it. */
export function libraryVersion(library: NativeLibrary, folder: string): string | undefined {
  return fromVersionFile(folder) ?? fromVersionFile(path.join(folder, "..")) ?? fromNotes(library, folder);
}

function fromVersionFile(folder: string): string | undefined {
  let text: string;
  try {
    text = fs.readFileSync(path.join(folder, "version.py"), "utf8");
  } catch {
    return undefined; // Not every place has one.
  }
  return /^__version__ = ['"](\d+\.\d+\.\d+)/m.exec(text)?.[1];
}

/** `tensorflow_cpu-2.21.0.dist-info` beside the folder `tensorflow`. */
function fromNotes({packageFolder}: NativeLibrary, folder: string): string | undefined {
  const parts = path.resolve(folder).split(path.sep);
  const at = parts.lastIndexOf(packageFolder);
  if (at < 0) return undefined;
  const pattern = new RegExp(
    `^${packageFolder}(?:_cpu|_gpu|_intel|_macos)?-(\\d+\\.\\d+\\.\\d+).*\\.dist-info$`,
  );
  let names: string[];
  try {
    names = fs.readdirSync(parts.slice(0, at).join(path.sep) || path.sep);
  } catch {
    return undefined; // No folder that can be listed.
  }
  return names.map(name => pattern.exec(name)?.[1]).find(version => version !== undefined);
}
