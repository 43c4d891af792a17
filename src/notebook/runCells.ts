import {unexpected} from "./expectation.js";
import type {OutputLog} from "./outputLog.js";
import type {CellFailure, CellResult, CellRunner} from "./runner.js";

/** A code cell on its way through a kernel, whatever file it comes from. */
export interface RunnableCell {
  /** Position among all cells of the notebook: the key of its outputs. */
  readonly index: number;
  readonly id: string;
  readonly source: string;
  /** Error name or TypeScript number that it must raise; `any` when it may fail in any way. */
  readonly raises?: string;
  /** Reason not to run it. */
  readonly skip?: string;
}

export interface CellReport {
  readonly cell: RunnableCell;
  /** `stopped` on request; `not-run` came after a cell that failed. */
  readonly outcome: "ok" | "failed" | "skipped" | "stopped" | "not-run";
  readonly seconds: number;
  readonly count: number | null;
  /** What it raised, also when it was meant to. */
  readonly failure?: CellFailure;
  /** Why that is not what was expected, in a sentence. */
  readonly problem?: string;
}

export interface RunCellsOptions {
  readonly timeoutSeconds: number;
  /** Stops the running cell and runs no more. */
  readonly signal?: AbortSignal;
  /** Before a cell, and with its report after it. */
  readonly onCell?: (cell: RunnableCell, report?: CellReport) => void;
}

/**
 * Runs cells from top to bottom into `log`, up to the first that does not do what it should.
 *
 * @returns A report for every cell, in order.
 */
export async function runCells(
  cells: readonly RunnableCell[],
  runner: CellRunner,
  log: OutputLog,
  options: RunCellsOptions,
): Promise<CellReport[]> {
  const reports: CellReport[] = [];
  let ended = false;
  for (const cell of cells) {
    ended ||= options.signal?.aborted === true;
    if (ended || cell.skip !== undefined) {
      reports.push({cell, outcome: ended ? "not-run" : "skipped", seconds: 0, count: null});
      continue;
    }
    options.onCell?.(cell);
    const report = await runCell(cell, runner, log, options);
    options.onCell?.(cell, report);
    reports.push(report);
    ended = report.outcome !== "ok";
  }
  return reports;
}

async function runCell(
  cell: RunnableCell,
  runner: CellRunner,
  log: OutputLog,
  {timeoutSeconds, signal}: RunCellsOptions,
): Promise<CellReport> {
  const started = performance.now();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    void runner.stop();
  }, timeoutSeconds * 1000);
  const onAbort = () => void runner.stop();
  signal?.addEventListener("abort", onAbort);
  let result: CellResult;
  try {
    result = await runner.run(cell.source, output => log.add(cell.index, output));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
  }
  const {count, failure} = result;
  const seconds = (performance.now() - started) / 1000;
  const base = {cell, seconds, count, ...(failure && {failure})};
  if (signal?.aborted) return {...base, outcome: "stopped"};
  const problem = isLate
    ? `must end within ${timeoutSeconds} s, was stopped`
    : unexpected(cell.raises, failure);
  return problem === undefined ? {...base, outcome: "ok"} : {...base, outcome: "failed", problem};
}
