import {cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync} from "node:fs";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {dataFolders, prefixDataFolder, userDataFolder} from "./dataFolders.js";
import {isOurs, type KernelSpec, ourKernelSpec, readKernelSpec} from "./kernelSpec.js";

/** Where a kernelspec goes. */
export type Target = {readonly kind: "user"} | {readonly kind: "prefix"; readonly prefix: string};

export interface InstallOptions {
  readonly target: Target;
  /** Exactly this name, instead of the usual ones. */
  readonly name?: string;
  /** Also overwrites a kernelspec that is not ours. */
  readonly force?: boolean;
}

export interface Installed {
  readonly folders: readonly string[];
  /** Usual names left alone, each with the reason. */
  readonly skipped: readonly string[];
}

/** A request that cannot be carried out; the message says why and what would help. */
export class InstallError extends Error {
  override readonly name = "InstallError";
}

const ASSETS = fileURLToPath(new URL("../../../../assets/kernel", import.meta.url));

/**
 * Writes the kernelspec, without Python. Inside a virtual environment it is `tslab`, the name that notebooks carry;
 * elsewhere `kernelbook`, and `tslab` too where no other kernel has that name.
 *
 * @throws {InstallError} When a kernelspec that is not ours stands where ours should go.
 */
export function installKernel({target, name, force = false}: InstallOptions): Installed {
  const kernels = kernelsFolder(target);
  if (name !== undefined) return {folders: [write(kernels, name, force)], skipped: []};
  if (isEnvironment(target)) return {folders: [write(kernels, "tslab", force)], skipped: []};
  const folders = [write(kernels, "kernelbook", force)];
  const other = foreignSpec("tslab", kernels);
  if (other !== undefined && !force)
    return {folders, skipped: [`tslab: another kernel has that name, ${other}`]};
  return {folders: [...folders, write(kernels, "tslab", force)], skipped: []};
}

/**
 * Removes our kernelspecs from one place and leaves all others alone.
 *
 * @returns The folders removed.
 * @throws {InstallError} When the one asked for by name is not there or not ours.
 */
export function uninstallKernel({target, name}: Omit<InstallOptions, "force">): readonly string[] {
  const kernels = kernelsFolder(target);
  if (name !== undefined) {
    const folder = path.join(kernels, checkName(name));
    const spec = readKernelSpec(folder);
    if (spec === undefined)
      throw new InstallError(`uninstall: a kernelspec must be there, got none in ${folder}`);
    if (!isOurs(spec))
      throw new InstallError(`uninstall: the kernelspec must be kernelbook's, got ${foreign(folder, spec)}`);
  }
  const names = name !== undefined ? [name] : existsSync(kernels) ? readdirSync(kernels) : [];
  const folders = names
    .map(each => path.join(kernels, each))
    .filter(folder => {
      const spec = readKernelSpec(folder);
      return spec !== undefined && isOurs(spec);
    });
  for (const folder of folders) rmSync(folder, {recursive: true});
  return folders;
}

export interface FoundSpec {
  readonly name: string;
  readonly folder: string;
  readonly spec: KernelSpec | "broken";
  /** A spec of the same name comes before it. */
  readonly isShadowed: boolean;
}

/** All kernelspecs that Jupyter would find from here, in its order. */
export function findKernels(): readonly FoundSpec[] {
  const found: FoundSpec[] = [];
  for (const data of dataFolders()) {
    const kernels = path.join(data, "kernels");
    for (const name of existsSync(kernels) ? readdirSync(kernels).sort() : []) {
      const folder = path.join(kernels, name);
      const spec = readKernelSpec(folder);
      if (spec === undefined) continue;
      const isShadowed = found.some(other => other.name.toLowerCase() === name.toLowerCase());
      found.push({name, folder, spec, isShadowed});
    }
  }
  return found;
}

function kernelsFolder(target: Target): string {
  const data = target.kind === "user" ? userDataFolder() : prefixDataFolder(path.resolve(target.prefix));
  return path.join(data, "kernels");
}

/** A Python virtual environment or a conda one. */
function isEnvironment(target: Target): boolean {
  if (target.kind !== "prefix") return false;
  return ["pyvenv.cfg", "conda-meta"].some(mark => existsSync(path.join(target.prefix, mark)));
}

/** A kernel of that name that is not ours, in `kernels` or wherever Jupyter looks from here. */
function foreignSpec(name: string, kernels: string): string | undefined {
  const folders = [
    path.join(kernels, name),
    ...findKernels()
      .filter(found => found.name === name)
      .map(found => found.folder),
  ];
  for (const folder of folders) {
    const spec = readKernelSpec(folder);
    if (spec !== undefined && !isOurs(spec)) return foreign(folder, spec);
  }
  return undefined;
}

function foreign(folder: string, spec: KernelSpec | "broken"): string {
  return spec === "broken"
    ? `an unreadable one in ${folder}`
    : `${JSON.stringify(spec.display_name)} in ${folder}`;
}

function checkName(name: string): string {
  // Jupyter's own rule.
  if (/^[a-z0-9._-]+$/i.test(name) && !/^\.+$/.test(name)) return name;
  throw new InstallError(
    `install: name must be letters, digits, ".", "_" and "-", got ${JSON.stringify(name)}`,
  );
}

/** Written beside its place and moved there whole, so that no front end ever sees half a kernelspec. */
function write(kernels: string, name: string, force: boolean): string {
  const folder = path.join(kernels, checkName(name));
  const existing = readKernelSpec(folder);
  if (existing !== undefined && !isOurs(existing) && !force) {
    throw new InstallError(
      `install: the name ${name} must be free or ours, got ${foreign(folder, existing)}; choose another with --name, or replace it with --force`,
    );
  }
  const staged = `${folder}.part`;
  rmSync(staged, {recursive: true, force: true});
  mkdirSync(staged, {recursive: true});
  cpSync(ASSETS, staged, {recursive: true});
  writeFileSync(path.join(staged, "kernel.json"), `${JSON.stringify(ourKernelSpec(), undefined, 1)}\n`);
  rmSync(folder, {recursive: true, force: true});
  renameSync(staged, folder);
  return folder;
}
