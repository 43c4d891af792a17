import fs from "node:fs";
import path from "node:path";
import {readBinaryFile} from "./binaryFile.js";
import type {NativeLibrary} from "./libraries.js";
import type {LibraryPlace, LibrarySource} from "./libraryPlace.js";
import {libraryVersion} from "./libraryVersion.js";

/** `PyTorch in /x is ...` with what to do about it. */
function broken(reason: string, remedy: string): LibraryPlace {
  return {ok: false, state: "broken", reason, remedy};
}

/**
 * Whether the library in `folder` can be used here, by its files alone.
 *
 * @param folder  Holds the library files themselves.
 * @param source  How the folder was found.
 * @param again  What brings a whole library to that place.
 */
export function checkLibrary(
  library: NativeLibrary,
  folder: string,
  source: LibrarySource,
  again: string,
): LibraryPlace {
  const {title, main, oldest, cuda} = library;
  const file = path.join(folder, main);
  let binary: ReturnType<typeof readBinaryFile>;
  try {
    binary = readBinaryFile(file);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === "ENOENT" ? "is missing" : "can't be read";
    return broken(`${title}'s file ${file} ${reason}`, again);
  }
  if (binary === undefined) return broken(`${file} is no native library`, again);
  const {arch, platform, complete} = binary;
  if (platform !== process.platform || arch !== process.arch) {
    const [is, wanted] = [`${platform} ${arch}`, `${process.platform} ${process.arch}`];
    return broken(`${file} was built for ${is}, and this is Node for ${wanted}`, again);
  }
  if (!complete) return broken(`${file} is cut short: ${fs.statSync(file).size} bytes are there`, again);
  const version = libraryVersion(library, folder);
  const place = {
    ok: true,
    folder,
    source,
    cuda: cuda !== undefined && fs.existsSync(path.join(folder, cuda)),
  } as const;
  if (version === undefined) {
    // Who names a folder of bare files knows what they are; the library itself tells when it is loaded.
    if (source === "variable" || source === "chosen") return {...place, version: "unknown"};
    return broken(`no file beside ${file} tells the version of ${title}`, again);
  }
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
    return broken(
      `${title} ${version} in ${folder} is too old, ${oldest.join(".")} or newer is needed`,
      again,
    );
  }
  return {...place, version};
}
