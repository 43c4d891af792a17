/** A source map as TypeScript writes it (version 3). */
export interface RawSourceMap {
  readonly version: number;
  readonly sources: readonly string[];
  readonly names: readonly string[];
  readonly mappings: string;
}

/** One import declaration of a cell, carried out before the cell's own statements. */
export interface ImportRecord {
  readonly specifier: string;
  /** [name in the module (`default`, `*` or a name), name in the cell]. */
  readonly bindings: readonly (readonly [imported: string, local: string])[];
  readonly attributes?: Readonly<Record<string, string>>;
  /** Where the declaration stands in the cell, 1-based: a missing package is reported there. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
}

/** What the transform makes of a cell and the executor runs. Plain data: it crosses process boundaries. */
export interface CompiledCell {
  /** `Cell 3`: the script name in stack traces. */
  readonly name: string;
  /** The student's text, for the lines shown with an error. */
  readonly source: string;
  /** A function expression over the helpers of `helperNames.ts` and the refs the cell uses. */
  readonly code: string;
  /** Length of the text before the student's first column in line 1 of `code`. */
  readonly prefixLength: number;
  /** Characters that were put before the student's text in its first line when it was read: 1 for an object literal, else 0. */
  readonly insertedBefore: number;
  readonly map: RawSourceMap;
  /** Names whose refs are passed in, in parameter order. */
  readonly refs: readonly string[];
  /** Names this cell declares at its top level, its imports included. */
  readonly declared: readonly string[];
  readonly imports: readonly ImportRecord[];
  readonly isAsync: boolean;
}

/** A local `.ts` module as JavaScript (ES module; CommonJS for `.cts`) with its map, made on request of the executor. */
export interface CompiledModule {
  readonly code: string;
  readonly map: RawSourceMap;
}
