import fs from "node:fs";
import path from "node:path";
import {EngineError} from "../engine.js";
import {type BuildOptions, buildInstall} from "./buildInstall.js";
import {projectEngines, sharedEngines} from "./folders.js";
import {hashFile} from "./hashFile.js";
import {withInstallLock} from "./installLock.js";
import type {NativeLibrary} from "./libraries.js";
import {readManifest} from "./manifest.js";
import {type InstallDevice, type PinSet, pinsFor} from "./pins.js";

export interface InstallOptions extends BuildOptions {
  readonly device: InstallDevice;
  /** Into the user's cache, for all projects, rather than into this project's `.engines/`. */
  readonly shared: boolean;
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
  const {device} = options;
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
  return await installPins(library, pins, options);
}

/** The same with wheels that the caller names. */
export async function installPins(
  library: NativeLibrary,
  pins: PinSet,
  options: Omit<InstallOptions, "device">,
): Promise<Installed> {
  const {shared, signal} = options;
  const {name} = library;
  const {version} = pins;
  const folder = path.join(shared ? sharedEngines() : projectEngines(), name);
  return await withInstallLock(name, folder, async () => {
    if (await isWhole(folder, pins)) return {folder, version, fresh: false};
    try {
      await buildInstall(library, folder, pins, options);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    if (signal.aborted) {
      throw new EngineError(name, "the installation was stopped", "type the same command again to go on");
    }
    return {folder, version, fresh: true};
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
