import {isDeepStrictEqual} from "node:util";
import type {CompletionEntry, Diagnostic, Project} from "typescript7/unstable/sync";
import type {CellFiles} from "./cellFiles.js";
import type {Candidate} from "./completionList.js";
import type {CompilerError} from "./diagnostics.js";
import type {FileChanges} from "./localFiles.js";
import type {LocalKind} from "./localNames.js";
import type {Inspection} from "./typeEngine.js";
import {toCandidate} from "./typescript7Candidate.js";
import {quickInfoOf} from "./typescript7QuickInfo.js";
import type {TypeScript7, TypeScript7Server} from "./typescript7Server.js";
import type {ProjectFiles, Texts, TypeScript7Service} from "./typescript7Service.js";

/** A notebook as a program of TypeScript 7, with compiler options as in a `tsconfig.json`. */
export function projectFiles(paths: CellFiles, texts: Texts, options: object): ProjectFiles {
  const config = JSON.stringify({compilerOptions: options, files: paths.roots});
  return {config: paths.config, texts: [...texts, [paths.config, config]]};
}

type SnapshotClass = ConstructorParameters<TypeScript7["Snapshot"]>;
type SnapshotData = SnapshotClass[0];

/** `DiagnosticCategory.Error`. */
const ERROR = 1;
/** Earlier states of the files that may wait to be released. */
const STALE = 8;

/** The compiler is a process of its own; each state of the files is a snapshot there. */
export class TypeScript7Project implements TypeScript7Service {
  readonly version: string;
  readonly #server: TypeScript7Server;
  #opened: ProjectFiles | undefined;
  #snapshot: SnapshotData | undefined;
  #stale: number[] = [];

  constructor(server: TypeScript7Server) {
    this.#server = server;
    this.version = server.version;
  }

  /** Does nothing when the same files are open already, as they were guessed before anybody asked. */
  open(project: ProjectFiles): void {
    if (isDeepStrictEqual(project, this.#opened)) return;
    const isFirst = this.#opened === undefined;
    this.#opened = project;
    const {files} = this.#server;
    for (const [file, text] of project.texts) files.set(file, text);
    const changed = files.takeChanged();
    if (isFirst) this.#server.request("initialize", null);
    const fileChanges = isFirst ? {} : {fileChanges: {changed, created: [], deleted: []}};
    this.#takeSnapshot({openProjects: [project.config], ...fileChanges});
  }

  /**
   * The server takes its fast path when a single file has changed: `CellEngine` sends a committed cell on its own,
   * right after the cell, for 1 to 4 ms off the path of the next check instead of 30 to 130 ms on it.
   */
  update(texts: Texts, real: FileChanges): void {
    for (const [file, text] of texts) this.#server.files.set(file, text);
    const changed = [...texts.map(([file]) => file), ...real.changed];
    this.#takeSnapshot({fileChanges: {changed, created: real.created, deleted: real.deleted}});
  }

  #takeSnapshot(changes: object): void {
    const before = this.#snapshot;
    this.#snapshot = this.#server.request("updateSnapshot", changes) as SnapshotData;
    if (before !== undefined) this.#stale.push(before.snapshot);
    if (this.#stale.length > STALE) this.tidy();
  }

  /** Forgets earlier states of the files; for a moment when nobody waits. */
  tidy(): void {
    for (const snapshot of this.#stale.splice(0)) this.#server.request("release", {snapshot});
  }

  syntaxErrors(file: string): CompilerError[] {
    return this.#errors("getSyntacticDiagnostics", file);
  }

  typeErrors(file: string): () => CompilerError[] {
    return () => this.#errors("getSemanticDiagnostics", file);
  }

  #errors(method: string, file: string): CompilerError[] {
    const found = (this.#ask(method, {file}) ?? []) as readonly Diagnostic[];
    return found
      .filter(error => error.category === ERROR)
      .map(error => ({
        start: error.pos,
        length: error.end - error.pos,
        code: error.code,
        text: chained(error),
      }));
  }

  completions(file: string, offset: number): readonly Candidate[] | undefined {
    try {
      const found = this.#ask("getCompletionsAtPosition", {file, position: offset}) as
        | {readonly entries: readonly CompletionEntry[]}
        | undefined;
      return (found?.entries ?? []).map(toCandidate);
    } catch (error) {
      if (error instanceof Error && error.message.includes("auto imports")) return undefined;
      throw error;
    }
  }

  /** Needs `TypeScript7Server.loadApi`. */
  quickInfo(file: string, offset: number, kind: LocalKind | undefined): Inspection | undefined {
    const before = this.#server.files.text(file)?.slice(0, offset) ?? "";
    return quickInfoOf(this.#server.api, this.#project(), {file, offset, before, kind});
  }

  /** A question about the program as it is now. */
  #ask(method: string, parameters: object): unknown {
    const {snapshot, projects} = this.#current();
    return this.#server.request(method, {snapshot, project: projects[0]?.id, ...parameters});
  }

  #current(): SnapshotData {
    if (this.#snapshot?.projects[0] === undefined)
      throw new Error("typescript7: the server opened no project");
    return this.#snapshot;
  }

  /** The same program with the package's own objects over it; not to be disposed of. */
  #project(): Project {
    const {Snapshot} = this.#server.api;
    const client = this.#server.client as unknown as SnapshotClass[1];
    const noCache = undefined as unknown as SnapshotClass[2];
    const samePath = ((file: string) => file) as SnapshotClass[3];
    const [project] = new Snapshot(this.#current(), client, noCache, samePath, () => {}).getProjects();
    if (project === undefined) throw new Error("typescript7: the server opened no project");
    return project;
  }

  close(): void {
    this.#server.close();
  }
}

/** The messages that explain the first one follow indented, as TypeScript 6 writes them. */
function chained(error: Diagnostic, depth = 0): string {
  const deeper = (error.messageChain ?? []).map(next => `\n${chained(next, depth + 1)}`).join("");
  return `${"  ".repeat(depth)}${error.text}${deeper}`;
}
