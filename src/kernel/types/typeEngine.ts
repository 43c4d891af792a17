/** A compile error in the student's own text, or in a local file that the cell imports. */
export interface Diagnostic {
  /** Undefined for the cell itself, else a path relative to the notebook's folder. */
  readonly file?: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  /** Characters from the start of the cell or file. */
  readonly start: number;
  readonly length: number;
  /** TypeScript's number: 2322 for TS2322. */
  readonly code: number;
  /** Plain words, no names of virtual files. */
  readonly text: string;
  /** The whole source line, for the caret under it. */
  readonly sourceLine: string;
}

export interface CompletionItem {
  readonly name: string;
  /** TypeScript's script element kind: `function`, `const`, `method`, `property`, ... */
  readonly kind: string;
}

export interface Completions {
  /** Range of the text that a match replaces, as offsets into the cell. */
  readonly start: number;
  readonly end: number;
  readonly items: readonly CompletionItem[];
}

export interface Inspection {
  /** `function addOne(v: number): number`. */
  readonly signature: string;
  /** Doc comment as plain text, empty when there is none. */
  readonly documentation: string;
  /** `@param v the value`, one entry a tag. */
  readonly tags: readonly string[];
}

export type TypeEngineName = "typescript7" | "typescript6" | "tslab";

/** Types between cells. Nothing else in the kernel knows which compiler answers. */
export interface TypeEngine {
  readonly name: TypeEngineName;
  /** Version of the compiler behind it. */
  readonly version: string;
  /**
   * All errors of `code` as the next cell. Leaves the committed state as it is.
   *
   * @param meanwhile  Work of the caller's to be done while a compiler in another process checks; may not be called.
   */
  check(code: string, meanwhile?: () => void): readonly Diagnostic[];
  /** Makes `code`, the text last given to `check`, part of what later cells see. */
  commit(code: string): void;
  complete(code: string, offset: number): Completions;
  inspect(code: string, offset: number): Inspection | undefined;
  dispose(): void;
}

/** `indent` is the white space the next line should start with, for `incomplete`. */
export interface Completeness {
  readonly status: "complete" | "incomplete" | "invalid" | "unknown";
  readonly indent: string;
}
