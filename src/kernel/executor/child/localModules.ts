import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import path from "node:path";
import {pathToFileURL} from "node:url";
import vm from "node:vm";
import type {CompiledModule} from "../../compile/compiledCell.js";
import {type Namespace, syntheticModule} from "./interop.js";
import {formatOf, hasChangingExports, isLocal, resolveLocal, stampOf} from "./localFiles.js";
import type {Packages} from "./packages.js";
import type {Sources} from "./sources.js";

interface Entry {
  readonly file: string;
  readonly stamp: string | undefined;
  readonly dependencies: Set<string>;
  readonly module: Promise<vm.Module>;
  hasChangingExports: boolean;
  isEvaluated: boolean;
}

export interface LocalModulesOptions {
  readonly packages: Packages;
  readonly sources: Sources;
  /** Has a TypeScript file compiled. */
  readonly compile: (file: string) => Promise<CompiledModule>;
}

/**
 * The student's own files. A file is loaded once and again when it, or anything it imports, was edited since, or when
 * it failed.
 */
export class LocalModules {
  readonly #options: LocalModulesOptions;
  readonly #entries = new Map<string, Entry>();
  #linking: Promise<unknown> = Promise.resolve();

  constructor(options: LocalModulesOptions) {
    this.#options = options;
  }

  /** Evaluates a file for a cell, after dropping what was edited or failed. */
  async import(file: string): Promise<Namespace> {
    this.#dropStale();
    return this.#namespace(file);
  }

  /** The namespace of a file as loaded now. */
  async loaded(file: string): Promise<Namespace | undefined> {
    const entry = this.#entries.get(file);
    return entry?.isEvaluated ? ((await entry.module).namespace as Namespace) : undefined;
  }

  /** Whether exports of the file, or of a file that it may pass on, can get another value while it lives. */
  hasChangingExports(file: string, seen = new Set<string>()): boolean {
    const entry = this.#entries.get(file);
    if (entry === undefined || seen.has(file)) return false;
    seen.add(file);
    return (
      entry.hasChangingExports || [...entry.dependencies].some(other => this.hasChangingExports(other, seen))
    );
  }

  /** After a stop: what was loading is loaded anew next time. */
  forgetUnfinished(): void {
    this.#linking = Promise.resolve();
    for (const entry of this.#entries.values()) if (!entry.isEvaluated) this.#entries.delete(entry.file);
  }

  async #namespace(file: string): Promise<Namespace> {
    const entry = this.#entry(file);
    // one at a time: a module that two graphs share cannot be linked by both at once
    const linked = this.#linking.then(() => this.#link(entry));
    this.#linking = linked.catch(() => undefined);
    const module = await linked;
    await module.evaluate();
    this.#markEvaluated(file);
    return module.namespace as Namespace;
  }

  async #link(entry: Entry): Promise<vm.Module> {
    const module = await entry.module;
    if (module.status === "unlinked")
      await module.link((specifier, referrer) => this.#dependency(specifier, referrer.identifier));
    return module;
  }

  async #dependency(specifier: string, from: string): Promise<vm.Module> {
    if (!isLocal(specifier))
      return syntheticModule(await this.#options.packages.import(specifier), specifier);
    const file = resolveLocal(specifier, from);
    this.#entries.get(from)?.dependencies.add(file);
    return this.#entry(file).module;
  }

  #entry(file: string): Entry {
    const known = this.#entries.get(file);
    if (known !== undefined) return known;
    const entry: Entry = {
      file,
      stamp: stampOf(file),
      dependencies: new Set(),
      module: Promise.resolve().then(() => this.#create(entry)),
      hasChangingExports: false,
      isEvaluated: false,
    };
    // reported by whoever links to it; two failed imports of one file are still one error
    entry.module.catch(() => undefined);
    this.#entries.set(file, entry);
    return entry;
  }

  async #create(entry: Entry): Promise<vm.Module> {
    const {file} = entry;
    const text = readFileSync(file, "utf8");
    const {sources, compile} = this.#options;
    const format = formatOf(file, text);
    if (format === "json") return syntheticModule({default: parseJson(text, sources.shown(file))}, file);
    if (format === "commonjs") {
      sources.addFile(file);
      return syntheticModule({default: runCommonJs(text, file)}, file);
    }
    const compiled = format === "module" ? undefined : await compile(file);
    sources.addFile(file, compiled?.map);
    const code = compiled?.code ?? text;
    if (format === "commonjs-typescript") return syntheticModule({default: runCommonJs(code, file)}, file);
    entry.hasChangingExports = hasChangingExports(code);
    const url = pathToFileURL(file).href;
    return new vm.SourceTextModule(code, {
      identifier: file,
      initializeImportMeta: meta => Object.assign(meta, {url, filename: file, dirname: path.dirname(file)}),
      importModuleDynamically: async specifier => {
        const module = await this.#dependency(specifier, file);
        if (isLocal(specifier)) await this.#namespace(resolveLocal(specifier, file));
        return module;
      },
    });
  }

  #markEvaluated(file: string): void {
    const entry = this.#entries.get(file);
    if (entry === undefined || entry.isEvaluated) return;
    entry.isEvaluated = true;
    for (const other of entry.dependencies) this.#markEvaluated(other);
  }

  #dropStale(): void {
    const stale = new Set<string>();
    for (const entry of this.#entries.values())
      if (!entry.isEvaluated || entry.stamp !== stampOf(entry.file)) stale.add(entry.file);
    // whatever imports a stale file is stale too
    for (let before = -1; before !== stale.size; ) {
      before = stale.size;
      for (const {file, dependencies} of this.#entries.values())
        if ([...dependencies].some(other => stale.has(other) || !this.#entries.has(other))) stale.add(file);
    }
    for (const file of stale) this.#entries.delete(file);
  }
}

function parseJson(text: string, shown: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(`import: ${shown} must be JSON: ${(error as Error).message}`);
  }
}

function runCommonJs(code: string, file: string): unknown {
  const module = {exports: {} as unknown};
  const run = vm.compileFunction(code, ["exports", "require", "module", "__filename", "__dirname"], {
    filename: file,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }) as (...values: unknown[]) => void;
  run.call(module.exports, module.exports, createRequire(file), module, file, path.dirname(file));
  return module.exports;
}
