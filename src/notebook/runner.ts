import type {Output} from "../kernel/output.js";

export type KernelName = "ours" | "tslab";

/** Why a cell failed, in a form that all kernels can give. */
export interface CellFailure {
  /** `RangeError`; `TypeScriptError` for errors found before running. */
  readonly name: string;
  readonly message: string;
  /** Lines ready to print, colour codes included; the name and message among them. */
  readonly traceback: readonly string[];
  /** `TS2322`, one for each error found before running. */
  readonly codes: readonly string[];
  /** 1-based line of the cell, where known. */
  readonly line?: number;
}

export interface CellResult {
  /** The `3` of `[3]:`. */
  readonly count: number | null;
  readonly failure?: CellFailure;
}

/** A kernel as far as running a notebook from top to bottom needs it. */
export interface CellRunner {
  readonly kernel: KernelName;
  start(): Promise<void>;
  /** Runs one cell; outputs come in order, all of them before the promise resolves. */
  run(code: string, onOutput: (output: Output) => void): Promise<CellResult>;
  /** Ends the running cell: its `run` resolves with a failure. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** An output of a cell that has already ended. */
export type LateOutput = (count: number, output: Output) => void;
