import fs from "node:fs";
import path from "node:path";
import type {NativeLibrary} from "./libraries.js";
import type {LibraryPlace} from "./libraryPlace.js";
import {readManifest} from "./manifest.js";

/** Where an installation is built before it gets its name. */
export function partFolder(folder: string): string {
  return `${folder}.part`;
}

/**
 * What is wrong with an installation of ours, by names and sizes; checksums are compared when it is installed again.
 *
 * @param folder  The installation, such as `.engines/torch`.
 * @param again  What to type to mend it.
 * @returns Undefined when nothing is wrong, or when there is none.
 */
export function checkManifest(
  library: NativeLibrary,
  folder: string,
  again: string,
): LibraryPlace | undefined {
  const reason = complaint(library, folder);
  return reason === undefined ? undefined : {ok: false, state: "broken", reason, remedy: again};
}

function complaint({title}: NativeLibrary, folder: string): string | undefined {
  if (!fs.existsSync(folder)) {
    return fs.existsSync(partFolder(folder)) ? `${title} in ${folder} is half-installed` : undefined;
  }
  const manifest = readManifest(folder);
  if (manifest === undefined) return `${title} in ${folder} is half-installed: it has no list of its files`;
  for (const {name, bytes} of manifest.files) {
    const size = sizeOf(path.join(folder, name));
    if (size === undefined) return `${title} in ${folder} is half-installed: ${name} is missing`;
    if (size !== bytes) {
      return `${title} in ${folder} is half-installed: ${name} has ${size} bytes of ${bytes}`;
    }
  }
  return undefined;
}

function sizeOf(file: string): number | undefined {
  return fs.statSync(file, {throwIfNoEntry: false})?.size;
}
