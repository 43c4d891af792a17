import {best, median} from "../support/statistics.js";

export type Unit = "ms" | "s" | "MB";

/** One line of the result table. */
export interface RowInfo {
  readonly id: string;
  readonly title: string;
  readonly unit: Unit;
  /** The kernel to which ours is compared in the last column. */
  readonly referee?: string;
}

interface Entry {
  readonly samples: number[];
  /** Remark -> how often it was made. */
  readonly notes: Map<string, number>;
}

/** All figures of one run: samples and remarks by row and kernel. Rows keep the order in which they were declared. */
export class Ledger {
  readonly #rows = new Map<string, RowInfo>();
  readonly #entries = new Map<string, Entry>();

  get rows(): readonly RowInfo[] {
    return [...this.#rows.values()];
  }

  /** Kernels with a figure or a remark in one of `rows`, in the order in which they came. */
  kernelsOf(rows: readonly RowInfo[]): string[] {
    const wanted = new Set(rows.map(row => row.id));
    const kernels = [...this.#entries.keys()]
      .map(at => at.split("\n"))
      .filter(([row = ""]) => wanted.has(row));
    return [...new Set(kernels.map(([, kernel = ""]) => kernel))];
  }

  declare(...rows: readonly RowInfo[]): void {
    for (const row of rows) this.#rows.set(row.id, row);
  }

  /** Adds one sample in the row's unit. */
  add(row: string, kernel: string, sample: number): void {
    this.#entry(row, kernel).samples.push(sample);
  }

  /** Adds a remark, shown behind the figure; the same one again is counted. */
  note(row: string, kernel: string, remark: string): void {
    const {notes} = this.#entry(row, kernel);
    notes.set(remark, (notes.get(remark) ?? 0) + 1);
  }

  samples(row: string, kernel: string): readonly number[] {
    return this.#entries.get(key(row, kernel))?.samples ?? [];
  }

  notes(row: string, kernel: string): readonly string[] {
    const entry = this.#entries.get(key(row, kernel));
    return entry === undefined ? [] : [...entry.notes.keys()];
  }

  /** Median of the samples, or undefined when nothing was measured. */
  median(row: string, kernel: string): number | undefined {
    const samples = this.samples(row, kernel);
    return samples.length === 0 ? undefined : median(samples);
  }

  /** Median of `kernel` divided by that of `referee`, or undefined when one is missing. */
  ratio(row: string, kernel: string, referee: string): number | undefined {
    const ours = this.median(row, kernel);
    const theirs = this.median(row, referee);
    return ours === undefined || theirs === undefined ? undefined : ours / theirs;
  }

  /** What the table shows: `3.4 (2.6)`, median and best, then the remarks; `-` when nothing was measured. */
  text(row: string, kernel: string): string {
    const entry = this.#entries.get(key(row, kernel));
    const info = this.#rows.get(row);
    if (entry === undefined || info === undefined) return "-";
    const parts: string[] = [];
    if (entry.samples.length > 0) {
      const middle = formatFigure(median(entry.samples), info.unit);
      parts.push(
        entry.samples.length === 1 ? middle : `${middle} (${formatFigure(best(entry.samples), info.unit)})`,
      );
    }
    for (const [remark, count] of entry.notes) parts.push(count === 1 ? remark : `${count}x ${remark}`);
    return parts.join("; ");
  }

  #entry(row: string, kernel: string): Entry {
    if (!this.#rows.has(row)) throw new RangeError(`Ledger: row must be declared first, got ${row}`);
    const at = key(row, kernel);
    const known = this.#entries.get(at);
    if (known !== undefined) return known;
    const fresh: Entry = {samples: [], notes: new Map()};
    this.#entries.set(at, fresh);
    return fresh;
  }
}

function key(row: string, kernel: string): string {
  return `${row}\n${kernel}`;
}

/**
 * A figure with as many digits as it deserves: seconds with two decimals, megabytes with none, milliseconds with one below 10.
 *
 * @example
 * formatFigure(3.456, "ms") // => "3.5"
 * formatFigure(34.56, "ms") // => "35"
 * formatFigure(0.456, "s") // => "0.46"
 */
export function formatFigure(value: number, unit: Unit): string {
  if (unit === "s") return value.toFixed(2);
  if (unit === "MB") return value.toFixed(0);
  return value.toFixed(value < 10 ? 1 : 0);
}
