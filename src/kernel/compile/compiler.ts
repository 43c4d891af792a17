import type {Completeness, Completions, Diagnostic, Inspection, TypeEngineName} from "../types/typeEngine.js";
import type {CompiledCell, CompiledModule} from "./compiledCell.js";

export type CompileResult =
  | {readonly ok: true; readonly cell: CompiledCell}
  | {readonly ok: false; readonly diagnostics: readonly Diagnostic[]};

export interface CompilerOptions {
  /** The notebook's folder: modules, types and `tsconfig.json` are looked up from here. */
  readonly cwd: string;
  /** `auto`: TypeScript 7 where it loads, else TypeScript 6, taken over in mid-notebook too. */
  readonly engine: TypeEngineName | "auto";
  /** Says, once per event, what a person should know: an engine failed and another took over. */
  readonly onNotice?: (text: string) => void;
}

/**
 * Type engine and transform of one notebook, in a worker thread of their own: a checker that hangs or runs out of
 * memory never takes the protocol down with it.
 */
export interface Compiler {
  /** Which engine answers now, once it is up. */
  readonly engine: TypeEngineName | undefined;
  /** Checks and transforms the next cell; nothing is remembered until `commit`. */
  compile(code: string, name: string): Promise<CompileResult>;
  /** Makes the cell last compiled part of what later cells see. Call it once the cell was allowed to run. */
  commit(): Promise<void>;
  complete(code: string, offset: number): Promise<Completions>;
  inspect(code: string, offset: number): Promise<Inspection | undefined>;
  isComplete(code: string): Promise<Completeness>;
  /** A local `.ts`/`.mts`/`.tsx` file as JavaScript, for the executor. Rejects with a SyntaxError that names file, line and column. */
  module(file: string): Promise<CompiledModule>;
  /**
   * Ends a check that takes too long: pending calls reject with an error named `Interrupt`, and a new thread goes on
   * with the committed cells. Does nothing when nothing hangs.
   */
  stop(): Promise<void>;
  /** Forgets all cells: the executor was restarted. */
  reset(): Promise<void>;
  close(): Promise<void>;
}
