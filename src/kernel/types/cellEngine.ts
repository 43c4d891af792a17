import {CellFiles} from "./cellFiles.js";
import type {NameKind, TypeScript} from "./cellNames.js";
import {type BuiltCell, CellScope} from "./cellScope.js";
import type {CompilerSettings} from "./compilerSettings.js";
import {type Candidates, completionsFrom} from "./completionList.js";
import {type CompilerError, syntaxErrors, toDiagnostics, withoutVirtualNames} from "./diagnostics.js";
import {type FileChanges, LocalFiles} from "./localFiles.js";
import {type LocalKind, localNames} from "./localNames.js";
import {nameAt} from "./nameAt.js";
import type {Completions, Diagnostic, Inspection, TypeEngine, TypeEngineName} from "./typeEngine.js";
import {VirtualFiles} from "./virtualFiles.js";

export type KindOf = (name: string) => LocalKind | undefined;

/** What a compiler must be able to do for cells; positions are offsets into virtual texts. */
export interface CompilerBackend {
  readonly name: TypeEngineName;
  readonly version: string;
  /** Takes in changed virtual files, and what happened to real ones. */
  update(virtual: readonly string[], real: FileChanges): void;
  syntaxErrors(file: string): CompilerError[];
  /** Begins to look for them; the function that is returned ends it. Between the two the caller may do something else. */
  typeErrors(file: string): () => CompilerError[];
  /** What may stand at `offset`; names of earlier cells that the text does not use yet need not be among them. */
  candidates(file: string, offset: number, cell: BuiltCell): Candidates;
  /** About the name that starts at `offset`; `kindOf` knows what the notebook's own names were declared as. */
  quickInfo(file: string, offset: number, kindOf: KindOf): Inspection | undefined;
  dispose(): void;
}

export interface BackendOptions {
  readonly ts: TypeScript;
  readonly folder: string;
  readonly files: VirtualFiles;
  readonly settings: CompilerSettings;
  readonly paths: CellFiles;
}

export interface EngineOptions {
  /** TypeScript 6: every engine parses cells with it. */
  readonly ts: TypeScript;
  /** The notebook's folder, absolute. */
  readonly folder: string;
  /** Declarations of what every cell can name without an import. */
  readonly globals: string;
  /** The folder's compiler options. */
  readonly settings: CompilerSettings;
}

/** Errors about modules that were not there when the compiler last looked. */
const NOT_FOUND = new Set([2307, 2732, 2792, 7016]);
const NOTHING: FileChanges = {changed: [], created: [], deleted: []};

/** A type engine over the virtual text of `CellScope`, for any compiler that fits `CompilerBackend`. */
export class CellEngine implements TypeEngine {
  readonly #ts: TypeScript;
  readonly #folder: string;
  readonly #files = new VirtualFiles();
  readonly #current: string;
  readonly #scope: CellScope;
  readonly #local: LocalFiles;
  readonly #backend: CompilerBackend;

  constructor(
    {ts, folder, globals, settings}: EngineOptions,
    open: (options: BackendOptions) => CompilerBackend,
  ) {
    this.#ts = ts;
    this.#folder = folder;
    const paths = new CellFiles(folder);
    this.#current = paths.current;
    for (const [file, text] of paths.emptyNotebook(globals)) this.#files.set(file, text);
    this.#scope = new CellScope(ts, paths, this.#files);
    this.#local = new LocalFiles(ts, settings.options);
    this.#backend = open({ts, folder, files: this.#files, settings, paths});
    this.#files.takeChanged();
  }

  get name(): TypeEngineName {
    return this.#backend.name;
  }

  get version(): string {
    return this.#backend.version;
  }

  check(code: string, meanwhile: () => void = () => {}): readonly Diagnostic[] {
    const cell = this.#scope.stage(code);
    const current = this.#current;
    const reached = this.#local.reachable(cell.specifiers, current);
    this.#update(this.#local.takeChanges(reached));
    let errors: CompilerError[] = [];
    if (mayMisread(cell.file) && this.#backend.syntaxErrors(current).length > 0)
      errors = syntaxErrors(this.#ts, code);
    if (errors.length === 0) {
      const found = this.#backend.typeErrors(current);
      meanwhile();
      errors = this.#cellErrors(cell, found());
    }
    for (const file of reached) errors.push(...this.#fileErrors(file));
    return toDiagnostics(errors, {
      folder: this.#folder,
      source: code,
      read: this.#ts.sys.readFile,
      kindOf: name => this.#kindOf(name),
    });
  }

  commit(code: string): void {
    this.#scope.commit(code);
    this.#update(NOTHING);
  }

  complete(code: string, offset: number): Completions {
    const cell = this.#stage(code);
    const candidates = this.#backend.candidates(this.#current, offset + cell.before, cell);
    return completionsFrom(this.#ts, cell.file, offset, candidates, this.#scope.names);
  }

  inspect(code: string, offset: number): Inspection | undefined {
    const cell = this.#stage(code);
    const start = nameAt(this.#ts, cell.file, offset);
    if (start === undefined) return undefined;
    const local = localNames(this.#ts, cell.file, start);
    const kindOf = (name: string) => local.get(name) ?? this.#kindOf(name);
    const info = this.#backend.quickInfo(this.#current, start + cell.before, kindOf);
    return info && {...info, signature: withoutVirtualNames(info.signature)};
  }

  dispose(): void {
    this.#backend.dispose();
  }

  #stage(code: string): BuiltCell {
    const cell = this.#scope.stage(code);
    this.#update(this.#local.takeChanges(this.#local.reachable(cell.specifiers, this.#current)));
    return cell;
  }

  #update(real: FileChanges): void {
    const virtual = this.#files.takeChanged();
    if (virtual.length + real.changed.length + real.created.length + real.deleted.length > 0)
      this.#backend.update(virtual, real);
  }

  /** Errors in the student's lines; what is said about the lines behind them is not the student's business. */
  #cellErrors(cell: BuiltCell, found: CompilerError[]): CompilerError[] {
    const current = this.#current;
    let errors = found;
    const created = this.#thereNow(cell, errors);
    if (created.length > 0) {
      // a package was installed or a file written since the compiler last looked
      this.#backend.update([current], {...NOTHING, created});
      errors = this.#backend.typeErrors(current)();
    }
    return errors
      .map(error => ({...error, start: error.start - cell.before}))
      .filter(error => error.start < Math.max(cell.source.length, 1));
  }

  /** Files of modules that the compiler did not find and that are on the disk all the same. */
  #thereNow(cell: BuiltCell, errors: readonly CompilerError[]): string[] {
    const missing = errors.filter(({code}) => NOT_FOUND.has(code));
    if (missing.length === 0) return [];
    return cell.specifiers
      .filter(specifier => missing.some(({text}) => text.includes(`'${specifier}'`)))
      .flatMap(specifier => this.#local.resolve(specifier, this.#current) ?? []);
  }

  #fileErrors(file: string): CompilerError[] {
    if (file.endsWith(".json")) return [];
    const errors = this.#backend.syntaxErrors(file);
    return (errors.length > 0 ? errors : this.#backend.typeErrors(file)()).map(error => ({...error, file}));
  }

  #kindOf(name: string): NameKind | undefined {
    return this.#scope.names.get(name)?.kind;
  }
}

/** TypeScript 6 keeps what its parser found wrong on the tree: most cells need not be asked about again. */
function mayMisread(file: object): boolean {
  const {parseDiagnostics} = file as {parseDiagnostics?: readonly unknown[]};
  return parseDiagnostics === undefined || parseDiagnostics.length > 0;
}
