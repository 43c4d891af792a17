import fs from "node:fs";
import type ts from "typescript";
import type {TypeScript} from "./cellNames.js";
import {slashed} from "./virtualFiles.js";

interface LocalFile {
  stamp: string;
  specifiers: readonly string[];
}

export interface FileChanges {
  readonly changed: readonly string[];
  readonly created: readonly string[];
  readonly deleted: readonly string[];
}

/**
 * The student's own files that cells import, followed from file to file, and what happened to them since the compiler
 * last looked. Files are told apart by time and size; packages are not watched.
 */
export class LocalFiles {
  readonly #ts: TypeScript;
  readonly #options: ts.CompilerOptions;
  /** Files the compiler has read, or has been told of. */
  readonly #known = new Map<string, LocalFile>();

  constructor(ts: TypeScript, options: ts.CompilerOptions) {
    this.#ts = ts;
    this.#options = options;
  }

  /**
   * Where `specifier` leads when asked for in `from`, by a fresh look at the disk; a package as well as a file.
   *
   * @returns The absolute path of a declaration or source file, undefined when there is none.
   */
  resolve(specifier: string, from: string): string | undefined {
    const found = this.#ts.resolveModuleName(specifier, from, this.#options, this.#ts.sys);
    return found.resolvedModule === undefined ? undefined : slashed(found.resolvedModule.resolvedFileName);
  }

  /** The student's files that a text in `from` reaches by these specifiers, each once. */
  reachable(specifiers: readonly string[], from: string): string[] {
    const found = new Set<string>();
    const follow = (list: readonly string[], importer: string) => {
      for (const specifier of list) {
        if (!isRelative(specifier)) continue;
        const file = this.resolve(specifier, importer);
        if (file === undefined || found.has(file) || !isOwn(file)) continue;
        found.add(file);
        follow(this.#specifiersOf(file), file);
      }
    };
    follow(specifiers, from);
    return [...found];
  }

  /** What happened since the last call to the files known by then, and to `reached` for the first time. */
  takeChanges(reached: readonly string[]): FileChanges {
    const changes = {changed: [] as string[], created: [] as string[], deleted: [] as string[]};
    const followed = new Set(reached);
    for (const [file, known] of this.#known) {
      const stamp = stampOf(file);
      if (stamp === known.stamp) continue;
      changes[stamp === "" ? "deleted" : known.stamp === "" ? "created" : "changed"].push(file);
      known.stamp = stamp;
      known.specifiers = stamp === "" ? [] : this.#read(file);
      for (const next of this.reachable(known.specifiers, file)) followed.add(next);
    }
    for (const file of followed) {
      if (this.#known.has(file)) continue;
      this.#known.set(file, {stamp: stampOf(file), specifiers: this.#read(file)});
      changes.created.push(file);
    }
    return changes;
  }

  #specifiersOf(file: string): readonly string[] {
    const known = this.#known.get(file);
    return known !== undefined && known.stamp === stampOf(file) ? known.specifiers : this.#read(file);
  }

  #read(file: string): readonly string[] {
    if (file.endsWith(".json")) return [];
    const text = this.#ts.sys.readFile(file) ?? "";
    return this.#ts.preProcessFile(text, true, true).importedFiles.map(imported => imported.fileName);
  }
}

export function isRelative(specifier: string): boolean {
  return /^\.{0,2}\//.test(specifier) || specifier === "." || specifier === "..";
}

/** Whether a file is the student's rather than a package's. */
function isOwn(file: string): boolean {
  return !file.includes("/node_modules/") && !/\.d\.[cm]?ts$/.test(file);
}

/** Empty when there is no such file. */
function stampOf(file: string): string {
  const stat = fs.statSync(file, {throwIfNoEntry: false});
  return stat === undefined ? "" : `${stat.mtimeMs}:${stat.size}`;
}
