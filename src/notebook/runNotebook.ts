import type {Output} from "../kernel/output.js";
import type {CellOutputs} from "./cellOutputs.js";
import {lessonEngine} from "./lessonEngine.js";
import type {Notebook, NotebookOutput} from "./nbformat.js";
import {type KernelChoice, openRunner} from "./openRunner.js";
import {OutputLog} from "./outputLog.js";
import {type CellReport, type RunCellsOptions, runCells} from "./runCells.js";
import {runnableCells} from "./source.js";

export interface RunNotebookOptions extends RunCellsOptions, KernelChoice {
  /** Tells a person what they should know once, such as a lost executor. */
  readonly onNotice?: (text: string) => void;
}

export interface NotebookRun {
  /** One for every code cell, in order. */
  readonly reports: readonly CellReport[];
  /** What the cells put out, by position among all cells. */
  readonly outputs: ReadonlyMap<number, CellOutputs>;
  readonly seconds: number;
  /** Every cell did what it should. */
  readonly ok: boolean;
}

/** Runs a notebook's code cells from top to bottom in a kernel of their own. */
export async function runNotebook(notebook: Notebook, options: RunNotebookOptions): Promise<NotebookRun> {
  const started = performance.now();
  const cells = runnableCells(notebook, options.kernel);
  const log = new OutputLog();
  const late = new LateOutputs(log);
  const runner = await openRunner(
    {...options, env: {...lessonEngine(notebook), ...options.env}},
    (count, output) => late.add(count, output),
    options.onNotice ?? (() => {}),
  );
  let reports: CellReport[];
  try {
    reports = await runCells(cells, runner, log, {
      ...options,
      onCell(cell, report) {
        if (report?.count) late.known(report.count, cell.index);
        options.onCell?.(cell, report);
      },
    });
  } finally {
    late.close();
    await runner.close();
  }
  reports = reports.map(report => withLateError(report, log.outputs(report.cell.index, report.count)));
  return {
    reports,
    outputs: new Map(
      reports
        .filter(({outcome}) => outcome !== "not-run")
        .map(({cell, count}) => [cell.index, {count, outputs: log.outputs(cell.index, count)}]),
    ),
    seconds: (performance.now() - started) / 1000,
    ok: reports.every(({outcome}) => outcome === "ok" || outcome === "skipped"),
  };
}

/** Outputs that come after their cell has ended, which the kernel names by its count. */
class LateOutputs {
  readonly #indexes = new Map<number, number>();
  readonly #waiting: [count: number, output: Output][] = [];
  #closed = false;

  constructor(readonly log: OutputLog) {}

  add(count: number, output: Output): void {
    if (this.#closed) return;
    const index = this.#indexes.get(count);
    // It can come before we have seen that the cell has ended.
    if (index === undefined) this.#waiting.push([count, output]);
    else this.log.add(index, output);
  }

  /** What a kernel says while it is being ended belongs to no cell. */
  close(): void {
    this.#closed = true;
  }

  known(count: number, index: number): void {
    this.#indexes.set(count, index);
    for (const [waiting, output] of this.#waiting.splice(0)) this.add(waiting, output);
  }
}

/** A cell that ended well but whose timer or promise failed afterwards has failed too. */
function withLateError(report: CellReport, outputs: readonly NotebookOutput[]): CellReport {
  const late = outputs.find(output => output.output_type === "error");
  if (!late || report.outcome !== "ok" || report.cell.raises !== undefined) return report;
  const {ename: name, evalue: message, traceback} = late;
  return {
    ...report,
    outcome: "failed",
    failure: {name, message, traceback, codes: []},
    problem: "must not fail, also not after its end",
  };
}
