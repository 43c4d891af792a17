import type {Candidate} from "./completionList.js";
import type {CompilerError} from "./diagnostics.js";
import type {FileChanges} from "./localFiles.js";
import type {LocalKind} from "./localNames.js";
import {SyncCaller, type SyncLink} from "./syncCall.js";
import type {Inspection} from "./typeEngine.js";
import type {ProjectFiles, Texts, TypeScript7Service} from "./typescript7Service.js";

/** What can be asked of TypeScript 7's thread. */
export type TypeScript7Call =
  /** Version of the compiler, started anew when it was closed; undefined when it is not installed. */
  | {readonly method: "start"}
  | {readonly method: "open"; readonly project: ProjectFiles}
  | {readonly method: "update"; readonly texts: Texts; readonly real: FileChanges}
  | {readonly method: "syntaxErrors" | "typeErrors"; readonly file: string}
  | {readonly method: "completions"; readonly file: string; readonly offset: number}
  | {
      readonly method: "quickInfo";
      readonly file: string;
      readonly offset: number;
      readonly kind: LocalKind | undefined;
    }
  | {readonly method: "close"};

/** TypeScript 7 in a thread of its own, for a caller in another. */
export class TypeScript7Calls implements TypeScript7Service {
  readonly version: string;
  readonly #caller: SyncCaller<TypeScript7Call>;
  /** Calls without a result; what went wrong in them shows in the next one that has. */
  #unanswered: (() => unknown)[] = [];

  private constructor(caller: SyncCaller<TypeScript7Call>, version: string) {
    this.#caller = caller;
    this.version = version;
  }

  /** @returns Undefined where TypeScript 7 is not installed. */
  static start(link: SyncLink): TypeScript7Calls | undefined {
    const caller = new SyncCaller<TypeScript7Call>(link);
    try {
      const version = caller.begin({method: "start"})() as string | undefined;
      return version === undefined ? undefined : new TypeScript7Calls(caller, version);
    } catch {
      return undefined; // its thread could not even start
    }
  }

  open(project: ProjectFiles): void {
    this.#ask({method: "open", project})();
  }

  update(texts: Texts, real: FileChanges): void {
    this.#unanswered.push(this.#caller.begin({method: "update", texts, real}));
  }

  syntaxErrors(file: string): CompilerError[] {
    return this.#ask({method: "syntaxErrors", file})() as CompilerError[];
  }

  typeErrors(file: string): () => CompilerError[] {
    return this.#ask({method: "typeErrors", file}) as () => CompilerError[];
  }

  completions(file: string, offset: number): readonly Candidate[] | undefined {
    return this.#ask({method: "completions", file, offset})() as readonly Candidate[] | undefined;
  }

  quickInfo(file: string, offset: number, kind: LocalKind | undefined): Inspection | undefined {
    return this.#ask({method: "quickInfo", file, offset, kind})() as Inspection | undefined;
  }

  close(): void {
    this.#unanswered = [];
    this.#caller.begin({method: "close"});
  }

  #ask(call: TypeScript7Call): () => unknown {
    const answer = this.#caller.begin(call);
    return () => {
      for (const earlier of this.#unanswered.splice(0)) earlier();
      return answer();
    };
  }
}
