import fs from "node:fs";
import path from "node:path";
import {projectEngines} from "./folders.js";
import type {LibraryName, NativeLibrary} from "./libraries.js";

function noteFile(name: LibraryName): string {
  return path.join(projectEngines(), `${name}.path`);
}

/** The folder that `kernelbook engine install NAME --from PATH` has noted. */
export function readChosenFolder(name: LibraryName): string | undefined {
  try {
    return fs.readFileSync(noteFile(name), "utf8").trim() || undefined;
  } catch {
    return undefined; // Nothing was chosen.
  }
}

export function writeChosenFolder(name: LibraryName, folder: string): void {
  fs.mkdirSync(projectEngines(), {recursive: true});
  fs.writeFileSync(noteFile(name), `${folder}\n`);
}

/** @returns Whether there was a note. */
export function forgetChosenFolder(name: LibraryName): boolean {
  const file = noteFile(name);
  const there = fs.existsSync(file);
  fs.rmSync(file, {force: true});
  return there;
}

/** Folders called `site-packages` below a Python environment. */
export function sitePackages(environment: string): string[] {
  if (process.platform === "win32") return [path.join(environment, "Lib", "site-packages")];
  let names: string[];
  try {
    names = fs.readdirSync(path.join(environment, "lib"));
  } catch {
    return [];
  }
  return names
    .filter(name => /^python3\.\d+$/.test(name))
    .map(name => path.join(environment, "lib", name, "site-packages"));
}

/**
 * The folder with the library files at or below a path that a person named: that folder itself, the package, its
 * `site-packages`, or the environment around it.
 *
 * @returns Undefined when the library's file is at none of these.
 */
export function libraryFolderAt(library: NativeLibrary, named: string): string | undefined {
  const {packageFolder, libraryFolder, main} = library;
  const candidates = [
    named,
    path.join(named, libraryFolder),
    ...[named, ...sitePackages(named)].map(folder => path.join(folder, packageFolder, libraryFolder)),
  ];
  return candidates
    .map(folder => path.resolve(folder))
    .find(folder => fs.existsSync(path.join(folder, main)));
}
