import type {CompletionEntry, Diagnostic, Project, Snapshot} from "typescript7/unstable/sync";
import {
  type BackendOptions,
  CellEngine,
  type CompilerBackend,
  type EngineOptions,
  type KindOf,
} from "./cellEngine.js";
import type {BuiltCell} from "./cellScope.js";
import type {Candidates} from "./completionList.js";
import type {CompilerError} from "./diagnostics.js";
import type {FileChanges} from "./localFiles.js";
import type {Place} from "./textPosition.js";
import type {Inspection} from "./typeEngine.js";
import {candidatesOf} from "./typescript7Completions.js";
import {quickInfoOf} from "./typescript7QuickInfo.js";
import type {TypeScript7Server} from "./typescript7Server.js";

/**
 * Types between cells by the API of TypeScript 7, which is marked unstable: the package is pinned exactly, and
 * `FallbackEngine` stands behind it.
 *
 * @throws {Error} When the server can't be run.
 */
export function createTypeScript7(options: EngineOptions, server: TypeScript7Server): CellEngine {
  return new CellEngine(options, backend => new TypeScript7Backend(server, backend), server.files);
}

/** The compiler is a process of its own; each state of the files is a snapshot there. */
class TypeScript7Backend implements CompilerBackend {
  readonly name = "typescript7";
  readonly version: string;
  readonly #server: TypeScript7Server;
  readonly #options: BackendOptions;
  readonly #config: string;
  #snapshot: Snapshot;
  #project: Project;
  /** Asked for once: they change only with a `declare global`. */
  readonly #knownGlobals = new Map<Place, readonly CompletionEntry[]>();

  constructor(server: TypeScript7Server, options: BackendOptions) {
    this.version = server.version;
    this.#server = server;
    this.#options = options;
    const {files, settings, roots, current} = options;
    this.#config = current.replace("__cell__.ts", "__kernel__.json");
    files.set(this.#config, JSON.stringify({compilerOptions: settings.json, files: roots}));
    this.#snapshot = server.api.updateSnapshot({openProjects: [this.#config]});
    this.#project = this.#open();
  }

  /**
   * The server takes its fast path when a single file has changed: `CellEngine` sends a committed cell on its own,
   * right after the cell, for 1 to 4 ms off the path of the next check instead of 30 to 130 ms on it.
   */
  update(virtual: readonly string[], real: FileChanges): void {
    if (virtual.some(file => this.#options.files.text(file)?.includes("global"))) this.#knownGlobals.clear();
    const before = this.#snapshot;
    this.#snapshot = this.#server.api.updateSnapshot({
      fileChanges: {
        changed: [...virtual, ...real.changed],
        created: [...real.created],
        deleted: [...real.deleted],
      },
    });
    before.dispose();
    this.#project = this.#open();
  }

  #open(): Project {
    const project = this.#snapshot.getProject(this.#config) ?? this.#snapshot.getProjects()[0];
    if (project === undefined) throw new Error("typescript7: the server opened no project");
    return project;
  }

  syntaxErrors(file: string): CompilerError[] {
    return this.#errors(this.#project.program.getSyntacticDiagnostics(file));
  }

  typeErrors(file: string): CompilerError[] {
    return this.#errors(this.#project.program.getSemanticDiagnostics(file));
  }

  #errors(found: readonly Diagnostic[]): CompilerError[] {
    return found
      .filter(error => error.category === this.#server.ts7.DiagnosticCategory.Error)
      .map(error => ({
        start: error.pos,
        length: error.end - error.pos,
        code: error.code,
        text: chained(error),
      }));
  }

  candidates(file: string, offset: number, cell: BuiltCell): Candidates {
    const text = this.#options.files.text(file) ?? "";
    return candidatesOf(this.#server.ts7, this.#options.ts, {
      cell,
      offset: offset - cell.before,
      ask: () => this.#project.checker.getCompletionsAtPosition(file, offset)?.entries ?? [],
      askGlobals: (typed, place) => this.#globals(file, text, offset - typed, place),
    });
  }

  /** Every global is a member of `globalThis`, types where a type may stand and values where a value may. */
  #globals(file: string, text: string, start: number, place: Place): readonly CompletionEntry[] {
    const known = this.#knownGlobals.get(place);
    if (known !== undefined) return known;
    this.#put(file, `${text.slice(0, start)}globalThis.${text.slice(start)}`);
    try {
      const at = start + "globalThis.".length;
      const found = this.#project.checker.getCompletionsAtPosition(file, at)?.entries ?? [];
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
    const before = this.#options.files.text(file)?.slice(0, offset) ?? "";
    return quickInfoOf(this.#server.ts7, this.#project, {file, offset, before, kindOf});
  }

  dispose(): void {
    this.#server.close();
  }
}

/** The messages that explain the first one follow indented, as TypeScript 6 writes them. */
function chained(error: Diagnostic, depth = 0): string {
  const deeper = (error.messageChain ?? []).map(next => `\n${chained(next, depth + 1)}`).join("");
  return `${"  ".repeat(depth)}${error.text}${deeper}`;
}
