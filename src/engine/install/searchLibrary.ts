import fs from "node:fs";
import path from "node:path";
import {askPython} from "./askPython.js";
import {checkLibrary} from "./checkLibrary.js";
import {libraryFolderAt, readChosenFolder, sitePackages} from "./chosenFolder.js";
import {projectEngines, sharedEngines} from "./folders.js";
import type {NativeLibrary} from "./libraries.js";
import type {LibraryPlace, LibrarySource} from "./libraryPlace.js";
import {checkManifest} from "./ownInstall.js";

type Found = LibraryPlace | undefined;

/**
 * Where a library lies. What a person has named is taken or refused; of the other places the first that can be used
 * wins, and a broken one is reported only where nothing else is found.
 */
export async function searchLibrary(library: NativeLibrary): Promise<LibraryPlace> {
  const named = fromVariable(library) ?? fromChoice(library);
  if (named !== undefined) return named;
  const places: (() => Found | Promise<Found>)[] = [
    () => fromEnvironment(library),
    () => fromOwn(library, projectEngines(), "project"),
    () => fromOwn(library, sharedEngines(), "shared"),
    () => fromPython(library),
  ];
  let broken: Found;
  for (const look of places) {
    const found = await look();
    if (found?.ok) return found;
    broken ??= found;
  }
  return broken ?? nothing(library);
}

function install({name}: NativeLibrary): string {
  return `type \`npx kernelbook engine install ${name}\``;
}

function nothing(library: NativeLibrary): LibraryPlace {
  return {
    ok: false,
    state: "missing",
    reason: `${library.title}'s library is not installed`,
    remedy: install(library),
  };
}

function atNamed(library: NativeLibrary, named: string, source: LibrarySource, again: string): LibraryPlace {
  const folder = libraryFolderAt(library, named);
  if (folder !== undefined) return checkLibrary(library, folder, source, again);
  const reason = `${library.main} is not in ${path.resolve(named)}`;
  return {ok: false, state: "broken", reason, remedy: again};
}

function fromVariable(library: NativeLibrary): Found {
  const named = process.env[library.variable];
  if (!named) return undefined;
  const again = `let ${library.variable} name the folder with ${library.main}, or unset it`;
  return atNamed(library, named, "variable", again);
}

function fromChoice(library: NativeLibrary): Found {
  const named = readChosenFolder(library.name);
  if (named === undefined) return undefined;
  const {name} = library;
  const again = `type \`npx kernelbook engine install ${name} --from PATH\`, or \`npx kernelbook engine remove ${name}\``;
  return atNamed(library, named, "chosen", again);
}

function fromEnvironment(library: NativeLibrary): Found {
  const {VIRTUAL_ENV, CONDA_PREFIX} = process.env;
  const folders = [VIRTUAL_ENV, CONDA_PREFIX].flatMap(root => (root ? sitePackages(root) : []));
  return inPackages(library, folders, "environment");
}

async function fromPython(library: NativeLibrary): Promise<Found> {
  const folder = await askPython(library.packageFolder);
  return folder === undefined ? undefined : inPackages(library, [path.dirname(folder)], "python");
}

/** The first package that is there: a folder of that name without the library is something else. */
function inPackages(library: NativeLibrary, folders: readonly string[], source: LibrarySource): Found {
  const {packageFolder, libraryFolder, main} = library;
  const folder = folders
    .map(site => path.join(site, packageFolder, libraryFolder))
    .find(one => fs.existsSync(path.join(one, main)));
  return folder === undefined ? undefined : checkLibrary(library, folder, source, install(library));
}

function fromOwn(library: NativeLibrary, root: string, source: LibrarySource): Found {
  const again = source === "shared" ? `${install(library)} with --shared again` : `${install(library)} again`;
  const folder = path.join(root, library.name);
  const broken = checkManifest(library, folder, again);
  if (broken !== undefined) return broken;
  const files = libraryFolderAt(library, folder);
  return files === undefined ? undefined : checkLibrary(library, files, source, again);
}
