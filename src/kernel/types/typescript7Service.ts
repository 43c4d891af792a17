import type {Candidate} from "./completionList.js";
import type {CompilerError} from "./diagnostics.js";
import type {FileChanges} from "./localFiles.js";
import type {LocalKind} from "./localNames.js";
import type {Inspection} from "./typeEngine.js";

/** Names and texts of virtual files. */
export type Texts = readonly (readonly [file: string, text: string])[];

/** What a program of TypeScript 7 is opened with; two that are equal are the same program. */
export interface ProjectFiles {
  /** Takes the place of a `tsconfig.json`. */
  readonly config: string;
  /** With it, and everything else that is not on the disk. */
  readonly texts: Texts;
}

/**
 * TypeScript 7 for one notebook in plain values, so that it can be in another thread. Positions are offsets into
 * virtual texts. What has begun is ended by calling the function that was returned.
 */
export interface TypeScript7Service {
  readonly version: string;
  open(project: ProjectFiles): void;
  /** Takes in changed virtual files, and what happened to real ones. */
  update(texts: Texts, real: FileChanges): void;
  syntaxErrors(file: string): CompilerError[];
  typeErrors(file: string): () => CompilerError[];
  /** Undefined where any name may stand: there TypeScript 7.0 refuses to answer. */
  completions(file: string, offset: number): readonly Candidate[] | undefined;
  /** `kind` is what the name was declared as, where the notebook knows. */
  quickInfo(file: string, offset: number, kind: LocalKind | undefined): Inspection | undefined;
  close(): void;
}
