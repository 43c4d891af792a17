import type {CellReport, RunnableCell} from "./runCells.js";

/** Where progress is shown: a terminal or a file. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** How often a terminal's line shows the elapsed time anew. */
const TICK_MS = 100;

/**
 * One line per cell: in a terminal the running one with its time, replaced when it ends; elsewhere only the ended ones.
 */
export class Progress {
  readonly #stream: ProgressStream;
  readonly #total: number;
  #done = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param total  Number of cells that will run. */
  constructor(stream: ProgressStream, total: number) {
    this.#stream = stream;
    this.#total = total;
  }

  /** Fits `RunCellsOptions.onCell`. */
  onCell = (cell: RunnableCell, report?: CellReport): void => {
    if (report) this.#end(cell, report);
    else this.#begin(cell);
  };

  /** Stops the clock of a cell whose run was cut off. */
  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #begin(cell: RunnableCell): void {
    this.#done++;
    if (this.#stream.isTTY !== true) return;
    const started = performance.now();
    const draw = () =>
      this.#draw(`${this.#label(cell)} ${seconds((performance.now() - started) / 1000)} ...`);
    draw();
    this.#timer = setInterval(draw, TICK_MS);
  }

  #end(cell: RunnableCell, report: CellReport): void {
    this.close();
    const expected =
      report.outcome === "ok" && report.failure ? ` (${report.failure.name}, as it should)` : "";
    const line = `${this.#label(cell)} ${seconds(report.seconds)} ${report.outcome}${expected}`;
    if (this.#stream.isTTY === true) this.#draw(line);
    this.#stream.write(this.#stream.isTTY === true ? "\n" : `${line}\n`);
  }

  #label(cell: RunnableCell): string {
    const total = String(this.#total);
    return `[${String(this.#done).padStart(total.length)}/${total}] ${cell.id}`;
  }

  /** Writes over the terminal's line; cut to its width, else the next one would not start at its head. */
  #draw(line: string): void {
    this.#stream.write(`\r\u001b[K${line.slice(0, (this.#stream.columns ?? 80) - 1)}`);
  }
}

export function seconds(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(1)} s`;
}
