import fs from "node:fs";
import path from "node:path";
import {EngineError} from "../engine.js";
import {findDownloader} from "./downloader.js";
import {fetchWheels, missingWheels, type Workshop, workshopIn} from "./fetchWheels.js";
import {projectEngines, sharedEngines} from "./folders.js";
import {hashFile} from "./hashFile.js";
import {withInstallLock} from "./installLock.js";
import {keepEntry, keepFile, type OnBytes} from "./keptFile.js";
import type {NativeLibrary} from "./libraries.js";
import {SPARE_MEGABYTES} from "./limits.js";
import {type Manifest, type ManifestFile, readManifest, writeManifest} from "./manifest.js";
import {partFolder} from "./ownInstall.js";
import {type InstallDevice, type PinSet, pinsFor} from "./pins.js";
import {readZip} from "./zipArchive.js";

export interface InstallOptions {
  readonly device: InstallDevice;
  /** Into the user's cache, for all projects, rather than into this project's `.engines/`. */
  readonly shared: boolean;
  /** Stops it; what has been fetched is kept for the next time. */
  readonly signal: AbortSignal;
  readonly onStep: (text: string) => void;
  /** Megabytes done of those of this step. */
  readonly onProgress: (done: number, of: number) => void;
}

export interface Installed {
  readonly folder: string;
  readonly version: string;
  /** False when it was there already, whole. */
  readonly fresh: boolean;
}

/**
 * Brings a library: says what it costs, lets pip or uv fetch pinned wheels, keeps the files that are loaded. It can be
 * stopped at any point and typed again; until the last step an older installation stays as it is.
 *
 * @throws {EngineError} When it can't be done, or was stopped; with what to do.
 */
export async function installLibrary(library: NativeLibrary, options: InstallOptions): Promise<Installed> {
  const {device, shared} = options;
  const {name, title} = library;
  const platform = `${process.platform}-${process.arch}`;
  const pins = pinsFor(name, device, platform);
  if (pins === undefined) {
    throw new EngineError(
      name,
      `there is no ${title} for ${platform} on ${device} that kernelbook knows`,
      device === "cuda"
        ? "leave out --device cuda, or name one that you have with --from PATH"
        : "name one that you have with --from PATH, or use the engine wasm",
    );
  }
  const folder = path.join(shared ? sharedEngines() : projectEngines(), name);
  return await withInstallLock(name, folder, async () => {
    if (await isWhole(folder, pins)) return {folder, version: pins.version, fresh: false};
    try {
      await build(library, folder, pins, options);
    } catch (error) {
      if (!options.signal.aborted) throw error;
    }
    if (options.signal.aborted) {
      throw new EngineError(name, "the installation was stopped", "type the same command again to go on");
    }
    return {folder, version: pins.version, fresh: true};
  });
}

/** Whether the same version is there with every file as it was written. */
async function isWhole(folder: string, {version, device}: PinSet): Promise<boolean> {
  const manifest = readManifest(folder);
  if (manifest === undefined || manifest.version !== version) return false;
  if (device === "cuda" && manifest.device !== "cuda") return false;
  for (const {name, sha256} of manifest.files) {
    const file = path.join(folder, name);
    if (!fs.existsSync(file) || (await hashFile(file)) !== sha256) return false;
  }
  return true;
}

async function build(
  library: NativeLibrary,
  folder: string,
  pins: PinSet,
  options: InstallOptions,
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
