import type {BenchCell, Cells} from "./cells.js";
import {CELLS} from "./cells.js";
import {textOf} from "./client.js";
import type {KernelSpec} from "./kernelSpec.js";
import type {Ledger, RowInfo} from "./ledger.js";
import {RunningKernel} from "./runningKernel.js";

/** How often a cell is repeated in one session of one kernel. */
export const ROUNDS = 20;

/** What every group of rows works with. */
export interface Bench {
  readonly kernels: readonly KernelSpec[];
  readonly ledger: Ledger;
  /** Sessions to measure; more of them even out a busy machine. */
  readonly repeat: number;
  /** The notebooks' folder. */
  readonly folder: string;
  readonly wanted: (row: string) => boolean;
  readonly say: (text: string) => void;
}

/** Rows that are measured together, in sessions of their own. */
export interface Group {
  readonly id: string;
  readonly rows: readonly RowInfo[];
  readonly run: (bench: Bench) => Promise<void>;
}

/** Starts every kernel, hands them over together, and ends them whatever happens. */
export async function withAll(bench: Bench, use: (running: RunningKernel[]) => Promise<void>): Promise<void> {
  const running: RunningKernel[] = [];
  try {
    for (const spec of bench.kernels) running.push(await RunningKernel.start(spec, bench.folder));
    await use(running);
  } finally {
    await Promise.all(running.map(kernel => kernel.close()));
  }
}

/** Starts one kernel after the other, each alone. */
export async function withEach(bench: Bench, use: (kernel: RunningKernel) => Promise<void>): Promise<void> {
  for (const spec of bench.kernels) {
    const kernel = await RunningKernel.start(spec, bench.folder);
    try {
      await use(kernel);
    } finally {
      await kernel.close();
    }
  }
}

/** Runs one cell and writes its time, or what went wrong, into the row. @returns false when asking again is of no use. */
export async function measureCell(
  bench: Bench,
  row: string,
  kernel: RunningKernel,
  cell: BenchCell,
): Promise<boolean> {
  const {ledger} = bench;
  const {name} = kernel.spec;
  const trip = await kernel.execute(cell.code);
  const unit = ledger.rows.find(info => info.id === row)?.unit;
  const problem = wrong(trip.status, cell, textOf(trip));
  if (problem !== undefined) ledger.note(row, name, problem);
  else if (!trip.idle) ledger.note(row, name, "idle lost");
  else ledger.add(row, name, unit === "s" ? trip.ms / 1000 : trip.ms);
  return problem !== NOT_DETECTED;
}

/**
 * Runs `rounds` cells in every kernel, turn by turn, so that a busy moment of the machine meets all of them.
 * A kernel that does not see the error it should see is left out of the remaining rounds.
 */
export async function interleave(
  bench: Bench,
  row: string,
  running: readonly RunningKernel[],
  cellOf: (cells: Cells, round: number) => BenchCell | undefined,
  rounds = ROUNDS,
): Promise<void> {
  if (!bench.wanted(row)) return;
  const out = new Set<RunningKernel>();
  for (let round = 0; round < rounds; round++) {
    for (const kernel of running) {
      const cell = cellOf(CELLS[kernel.spec.language], round);
      if (cell === undefined || out.has(kernel)) continue;
      if (!(await measureCell(bench, row, kernel, cell))) out.add(kernel);
    }
  }
}

const NOT_DETECTED = "not detected";

function wrong(status: string, cell: BenchCell, text: string): string | undefined {
  if (status === "none") return "no reply";
  if (cell.expect === "error" && status !== "abort") return status === "error" ? undefined : NOT_DETECTED;
  if (status !== "ok") return `${status}: ${firstLine(text)}`;
  return cell.answer === undefined || text.includes(cell.answer)
    ? undefined
    : `wrong answer: ${firstLine(text)}`;
}

function firstLine(text: string): string {
  return text.trim().split("\n", 1)[0]?.slice(0, 80) ?? "";
}
