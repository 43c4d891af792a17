import {
  type BackendOptions,
  CellEngine,
  type CompilerBackend,
  type EngineOptions,
  type KindOf,
} from "./cellEngine.js";
import type {BuiltCell} from "./cellScope.js";
import type {Candidate, Candidates} from "./completionList.js";
import type {CompilerError} from "./diagnostics.js";
import type {FileChanges} from "./localFiles.js";
import type {Place} from "./textPosition.js";
import type {Inspection} from "./typeEngine.js";
import {anyName} from "./typescript7Completions.js";
import {projectFiles} from "./typescript7Project.js";
import type {TypeScript7Service} from "./typescript7Service.js";

/**
 * Types between cells by the API of TypeScript 7, which is marked unstable: the package is pinned exactly, and
 * `FallbackEngine` stands behind it.
 *
 * @throws {Error} When the server can't be run.
 */
export function createTypeScript7(options: EngineOptions, service: TypeScript7Service): CellEngine {
  return new CellEngine(options, backend => new TypeScript7Backend(service, backend));
}

class TypeScript7Backend implements CompilerBackend {
  readonly name = "typescript7";
  readonly version: string;
  readonly #service: TypeScript7Service;
  readonly #options: BackendOptions;
  /** Asked for once: they change only with a `declare global`. */
  readonly #knownGlobals = new Map<Place, readonly Candidate[]>();

  constructor(service: TypeScript7Service, options: BackendOptions) {
    this.#service = service;
    this.#options = options;
    const {files, paths, settings} = options;
    service.open(projectFiles(paths, files.texts, settings.json));
    this.version = service.version;
  }

  update(virtual: readonly string[], real: FileChanges): void {
    const texts = virtual.map((file): [string, string] => [file, this.#options.files.text(file) ?? ""]);
    if (texts.some(([, text]) => text.includes("global"))) this.#knownGlobals.clear();
    this.#service.update(texts, real);
  }

  syntaxErrors(file: string): CompilerError[] {
    return this.#service.syntaxErrors(file);
  }

  typeErrors(file: string): () => CompilerError[] {
    return this.#service.typeErrors(file);
  }

  candidates(file: string, offset: number, cell: BuiltCell): Candidates {
    const entries = this.#service.completions(file, offset);
    if (entries !== undefined) return {entries, anyName: false};
    const inCell = offset - cell.before;
    const text = this.#options.files.text(file) ?? "";
    const globals = (typed: number, place: Place) => this.#globals(file, text, offset - typed, place);
    return {entries: anyName(this.#options.ts, {cell, offset: inCell, globals}), anyName: true};
  }

  /** Every global is a member of `globalThis`, types where a type may stand and values where a value may. */
  #globals(file: string, text: string, start: number, place: Place): readonly Candidate[] {
    const known = this.#knownGlobals.get(place);
    if (known !== undefined) return known;
    this.#put(file, `${text.slice(0, start)}globalThis.${text.slice(start)}`);
    try {
      const found = this.#service.completions(file, start + "globalThis.".length) ?? [];
      this.#knownGlobals.set(place, found);
      return found;
    } finally {
      this.#put(file, text);
    }
  }

  #put(file: string, text: string): void {
    this.#options.files.set(file, text);
    this.update(this.#options.files.takeChanged(), {changed: [], created: [], deleted: []});
  }

  quickInfo(file: string, offset: number, kindOf: KindOf): Inspection | undefined {
    const text = this.#options.files.text(file)?.slice(offset) ?? "";
    const name = /^[\p{ID_Continue}$]*/u.exec(text)?.[0] ?? "";
    return this.#service.quickInfo(file, offset, kindOf(name));
  }

  dispose(): void {
    this.#service.close();
  }
}
