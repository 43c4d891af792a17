import type {SyncLink} from "../types/syncCall.js";
import type {TypeEngineName} from "../types/typeEngine.js";

/** A cell that was allowed to run. */
export interface CommittedCell {
  readonly code: string;
  /** Names it declares at run time. */
  readonly declared: readonly string[];
}

/** What a compiler thread is started with. */
export interface CompilerStart {
  readonly cwd: string;
  readonly engine: TypeEngineName | "auto";
  /** Cells of the notebook so far, when the thread replaces another one. */
  readonly committed: readonly CommittedCell[];
  /** The way to TypeScript 7's thread, where it is wanted. */
  readonly typescript7: SyncLink | undefined;
}

export type CompilerRequest =
  | {readonly method: "compile"; readonly code: string; readonly name: string}
  | {readonly method: "commit"; readonly cell: CommittedCell}
  | {readonly method: "complete"; readonly code: string; readonly offset: number}
  | {readonly method: "inspect"; readonly code: string; readonly offset: number}
  | {readonly method: "isComplete"; readonly code: string}
  | {readonly method: "module"; readonly file: string}
  | {readonly method: "reset"};

/** To the thread. */
export interface CompilerCall {
  readonly id: number;
  readonly request: CompilerRequest;
}

/** From the thread. */
export type CompilerNews =
  | {readonly type: "reply"; readonly id: number; readonly value: unknown}
  | {readonly type: "failure"; readonly id: number; readonly name: string; readonly message: string}
  | {readonly type: "notice"; readonly text: string}
  /** An engine is up, or has taken over. */
  | {readonly type: "engine"; readonly name: TypeEngineName};
