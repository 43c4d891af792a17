import fs from "node:fs";
import type ts from "typescript";
import {type BackendOptions, CellEngine, type CompilerBackend, type EngineOptions} from "./cellEngine.js";
import type {TypeScript} from "./cellNames.js";
import type {Candidates} from "./completionList.js";
import {type CompilerError, fromTypeScript6} from "./diagnostics.js";
import type {FileChanges} from "./localFiles.js";
import {tensorWithVariance} from "./tensorVariance.js";
import type {Inspection} from "./typeEngine.js";

/** Types between cells by the public language service of TypeScript 6 (or 5.9). */
export function createTypeScript6(options: EngineOptions): CellEngine {
  return new CellEngine(options, backend => new TypeScript6Backend(backend));
}

class TypeScript6Backend implements CompilerBackend {
  readonly name = "typescript6";
  readonly version: string;
  readonly #ts: TypeScript;
  readonly #files: BackendOptions["files"];
  readonly #disk: PackageDisk;
  readonly #service: ts.LanguageService;
  #changes = 0;
  #lookUps = 0;

  constructor({ts, folder, files, settings, paths}: BackendOptions) {
    this.#ts = ts;
    this.#files = files;
    this.version = ts.version;
    this.#disk = new PackageDisk(ts);
    const disk = this.#disk;
    this.#service = ts.createLanguageService(
      {
        getCompilationSettings: () => settings.options,
        getScriptFileNames: () => [...paths.roots],
        getCurrentDirectory: () => folder,
        getProjectVersion: () => String(this.#changes),
        getScriptVersion: file => this.#version(file),
        getScriptSnapshot: file => {
          const text = files.text(file) ?? tensorWithVariance(file) ?? ts.sys.readFile(file);
          return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
        },
        getDefaultLibFileName: options => ts.getDefaultLibFilePath(options),
        fileExists: file => files.has(file) || disk.fileExists(file),
        readFile: file => files.text(file) ?? ts.sys.readFile(file),
        directoryExists: disk.directoryExists,
        getDirectories: ts.sys.getDirectories,
        readDirectory: ts.sys.readDirectory,
        realpath: file => (files.has(file) ? file : disk.realpath(file)),
        useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
      },
      ts.createDocumentRegistry(ts.sys.useCaseSensitiveFileNames),
    );
  }

  update(_virtual: readonly string[], real: FileChanges): void {
    this.#changes++;
    if (real.created.length === 0) return;
    // what was looked for in vain may be there now: every cell counts as changed, so its imports are resolved anew
    this.#disk.forget();
    this.#lookUps++;
  }

  #version(file: string): string {
    const version = this.#files.version(file);
    if (version !== undefined) return `${version}.${this.#lookUps}`;
    if (inPackages(file)) return "1";
    return String(fs.statSync(file, {throwIfNoEntry: false})?.mtimeMs ?? 0);
  }

  syntaxErrors(file: string): CompilerError[] {
    return this.#errors(this.#service.getSyntacticDiagnostics(file));
  }

  typeErrors(file: string): () => CompilerError[] {
    return () => this.#errors(this.#service.getSemanticDiagnostics(file));
  }

  #errors(found: readonly ts.Diagnostic[]): CompilerError[] {
    return found
      .filter(error => error.category === this.#ts.DiagnosticCategory.Error)
      .map(error => fromTypeScript6(this.#ts, error));
  }

  candidates(file: string, offset: number): Candidates {
    const info = this.#service.getCompletionsAtPosition(file, offset, {
      includeCompletionsForModuleExports: false,
      includeCompletionsWithInsertText: true,
    });
    const entries = info?.entries ?? [];
    return {
      entries: entries.map(({name, kind, sortText, insertText}) => ({name, kind, sortText, insertText})),
      // TypeScript calls only values global: types show in what else is offered
      anyName:
        info?.isGlobalCompletion || entries.some(({name}) => name === "keyof" || name === "globalThis"),
    };
  }

  quickInfo(file: string, offset: number): Inspection | undefined {
    const info = this.#service.getQuickInfoAtPosition(file, offset);
    if (info === undefined) return undefined;
    const text = (parts: readonly ts.SymbolDisplayPart[] | undefined) =>
      this.#ts.displayPartsToString([...(parts ?? [])]);
    const signature = text(info.displayParts)
      .replace(/\n(import|export) [\s\S]*$/, "")
      .replace(/^\(alias\) new /, "constructor ")
      .replace(/^\(alias\) (?=[\p{ID_Continue}$]+[<(])/u, "function ")
      .replace(/^\(alias\) /, "");
    if (signature === "any") return undefined; // a name that leads nowhere
    return {
      signature,
      documentation: text(info.documentation),
      tags: (info.tags ?? []).map(tag => `@${tag.name} ${text(tag.text)}`.trim()),
    };
  }

  dispose(): void {
    this.#service.dispose();
  }
}

/** Look-ups on the disk, remembered inside packages: a program with TensorFlow.js asks the same thousands every cell. */
class PackageDisk {
  readonly fileExists: (file: string) => boolean;
  readonly directoryExists: (folder: string) => boolean;
  readonly realpath: (file: string) => string;
  readonly #memories: Map<string, unknown>[] = [];

  constructor(ts: TypeScript) {
    this.fileExists = this.#remembered(file => ts.sys.fileExists(file));
    this.directoryExists = this.#remembered(folder => ts.sys.directoryExists(folder));
    this.realpath = this.#remembered(file => ts.sys.realpath?.(file) ?? file);
  }

  forget(): void {
    for (const memory of this.#memories) memory.clear();
  }

  #remembered<T>(ask: (file: string) => T): (file: string) => T {
    const memory = new Map<string, T>();
    this.#memories.push(memory);
    return file => {
      if (!inPackages(file)) return ask(file);
      const known = memory.get(file);
      if (known !== undefined) return known;
      const answer = ask(file);
      memory.set(file, answer);
      return answer;
    };
  }
}

function inPackages(file: string): boolean {
  return file.includes("/node_modules/");
}
