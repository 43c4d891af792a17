import fs from "node:fs";
import path from "node:path";
import {EngineError} from "../engine.js";
import {libraryFolderAt} from "./chosenFolder.js";
import {findDownloader} from "./downloader.js";
import {fetchWheels, missingWheels, type Workshop, workshopIn} from "./fetchWheels.js";
import {keepEntry, keepFile, type OnBytes} from "./keptFile.js";
import type {NativeLibrary} from "./libraries.js";
import {SPARE_MEGABYTES} from "./limits.js";
import {type Manifest, type ManifestFile, writeManifest} from "./manifest.js";
import {partFolder} from "./ownInstall.js";
import type {PinSet} from "./pins.js";
import {readZip} from "./zipArchive.js";

export interface BuildOptions {
  /** Stops it; what has been fetched is kept for the next time. */
  readonly signal: AbortSignal;
  readonly onStep: (text: string) => void;
  /** Megabytes done of those of this step. */
  readonly onProgress: (done: number, of: number) => void;
}

/**
 * Fetches wheels, keeps the files that are loaded and gives them the place of an older installation.
 *
 * @param folder  The installation, such as `.engines/torch`; it is built beside it.
 */
export async function buildInstall(
  library: NativeLibrary,
  folder: string,
  pins: PinSet,
  options: BuildOptions,
): Promise<void> {
  const {signal, onStep, onProgress} = options;
  const part = partFolder(folder);
  const workshop = workshopIn(part);
  fs.mkdirSync(part, {recursive: true});
  requireSpace(pins, part);
  const missing = await missingWheels(pins, workshop, signal);
  let unpacked = false;
  if (missing.length > 0) {
    const downloader = await findDownloader(signal);
    if (downloader === undefined) throw noDownloader(pins);
    const {download, installed} = pins;
    onStep(
      `${library.title} ${pins.version}: ${download} MB to download with ${downloader.title}, ${installed} MB on disk in ${folder}`,
    );
    unpacked = downloader.leaves === "files";
    fs.rmSync(workshop.tree, {recursive: true, force: true});
    const show = (bytes: number) => onProgress(Math.min(Math.round(bytes / 1e6), download), download);
    await fetchWheels(downloader, pins, unpacked ? pins.wheels : missing, workshop, show, signal);
    signal.throwIfAborted();
  }
  onStep(`keeping the files that are loaded, ${pins.installed} MB`);
  let done = 0;
  const onBytes: OnBytes = bytes => {
    done += bytes;
    onProgress(Math.round(done / 1e6), pins.installed);
  };
  fs.rmSync(workshop.files, {recursive: true, force: true});
  const files = unpacked
    ? await keepFromTree(pins, workshop, onBytes, signal)
    : await keepFromWheels(pins, workshop, onBytes, signal);
  const {name, version, device, wheels} = pins;
  const manifest: Manifest = {name, version, device, wheels: wheels.map(({file}) => file), files};
  if (libraryFolderAt(library, workshop.files) === undefined) {
    throw new EngineError(name, `the wheels hold no ${library.main}`, "tell the makers of kernelbook");
  }
  writeManifest(workshop.files, manifest);
  replace(folder, workshop.files);
  fs.rmSync(part, {recursive: true, force: true});
}

async function keepFromWheels(
  pins: PinSet,
  workshop: Workshop,
  onBytes: OnBytes,
  signal: AbortSignal,
): Promise<ManifestFile[]> {
  // pip has compared the checksums; this finds a wheel that was damaged on this disk.
  const [damaged] = await missingWheels(pins, workshop, signal);
  if (damaged !== undefined) {
    const reason = `${damaged.file} did not arrive with the checksum ${damaged.sha256}`;
    throw new EngineError(pins.name, reason, "type the same command again");
  }
  const kept: ManifestFile[] = [];
  for (const {file} of pins.wheels) {
    const archive = path.join(workshop.wheels, file);
    for (const entry of await readZip(archive)) {
      if (pins.keep.test(entry.name)) {
        kept.push(await keepEntry(archive, entry, workshop.files, onBytes, signal));
      }
    }
  }
  return kept;
}

async function keepFromTree(
  pins: PinSet,
  {tree, files}: Workshop,
  onBytes: OnBytes,
  signal: AbortSignal,
): Promise<ManifestFile[]> {
  const kept: ManifestFile[] = [];
  for (const found of fs.readdirSync(tree, {recursive: true, encoding: "utf8"})) {
    const name = found.replaceAll(path.sep, "/");
    if (pins.keep.test(name) && fs.statSync(path.join(tree, found)).isFile()) {
      kept.push(await keepFile(tree, name, files, onBytes, signal));
    }
  }
  return kept;
}

/** The new installation takes the old one's place; between the two renames it counts as half-installed. */
function replace(folder: string, files: string): void {
  const old = `${folder}.old`;
  fs.rmSync(old, {recursive: true, force: true});
  if (fs.existsSync(folder)) fs.renameSync(folder, old);
  fs.renameSync(files, folder);
  fs.rmSync(old, {recursive: true, force: true});
}

function requireSpace({name, download, installed}: PinSet, folder: string): void {
  const {bavail, bsize} = fs.statfsSync(folder);
  const free = Math.floor((bavail * bsize) / 1e6);
  const needed = download + installed + SPARE_MEGABYTES;
  if (free >= needed) return;
  const reason = `${needed} MB of free disk space are needed below ${folder}, ${free} MB are there`;
  throw new EngineError(name, reason, "make room, then type the same command again");
}

function noDownloader({name}: PinSet): EngineError {
  return new EngineError(
    name,
    "neither pip nor uv is here, which fetch the library",
    "install Python with pip (on Debian and Ubuntu `sudo apt install python3-pip`), or uv, then type the same command again",
  );
}
