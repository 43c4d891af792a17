import {median} from "../support/statistics.js";
import {markdownTable} from "../support/table.js";
import {type Case, flopsOf, PRODUCT_CASE} from "./cases.js";
import {REFEREE} from "./contestants.js";
import type {Ledger} from "./ledger.js";

const HEADER = [
  "",
  "ms",
  `/ ${REFEREE}`,
  "best ms",
  "best / best",
  "GFLOP/s",
  "% of own product",
  "% of best product",
  "first two, s",
  "start, s",
  "peak, MB",
  "first losses",
];

const NONE = "-";

function digits(value: number): string {
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}

/** Thousand million operations a second of a contestant's matrix product, the best call. */
function peak(ledger: Ledger, threads: number, name: string): number | undefined {
  const ms = ledger.bestMs(PRODUCT_CASE.id, threads, name);
  return ms === undefined ? undefined : flopsOf(PRODUCT_CASE) / ms / 1e6;
}

/** `1.12 (1.08-1.20)`: the middle of the rounds, and their range where there are several. */
function ratioText(ratios: readonly number[]): string {
  if (ratios.length === 0) return NONE;
  const middle = median(ratios).toFixed(2);
  if (ratios.length === 1) return middle;
  return `${middle} (${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)})`;
}

/** The most that anybody got out of this processor: what stands for its peak. */
function bestPeak(ledger: Ledger, threads: number, names: readonly string[]): number | undefined {
  const peaks = names.flatMap(name => peak(ledger, threads, name) ?? []);
  return peaks.length === 0 ? undefined : Math.max(...peaks);
}

function line(ledger: Ledger, one: Case, threads: number, name: string, names: readonly string[]): string[] {
  const ms = ledger.ms(one.id, threads, name);
  const best = ledger.bestMs(one.id, threads, name);
  const beginning = ledger.beginning(one.id, threads, name);
  if (ms === undefined || best === undefined || beginning === undefined) {
    const reason = ledger.reason(one.id, threads, name) ?? "not run";
    return [name, reason, ...new Array<string>(HEADER.length - 2).fill(NONE)];
  }
  const gigaflops = flopsOf(one) / ms / 1e6;
  const share = (of: number | undefined) =>
    of === undefined ? NONE : `${((100 * gigaflops) / of).toFixed(0)} %`;
  const refereesBest = ledger.bestMs(one.id, threads, REFEREE);
  return [
    name,
    digits(ms),
    ratioText(ledger.ratios(one.id, threads, name, REFEREE)),
    digits(best),
    refereesBest === undefined ? NONE : (best / refereesBest).toFixed(2),
    digits(gigaflops),
    share(peak(ledger, threads, name)),
    share(bestPeak(ledger, threads, names)),
    digits(beginning.firstMs / 1000),
    digits(beginning.startMs / 1000),
    (ledger.peakBytes(one.id, threads, name) / 1e6).toFixed(0),
    beginning.losses.map(loss => loss.toFixed(4)).join(" ") || NONE,
  ];
}

/** One case on every contestant, with so many threads. */
export function caseTable(ledger: Ledger, one: Case, threads: number, names: readonly string[]): string {
  const plural = threads === 1 ? "thread" : "threads";
  const rows = names.map(name => line(ledger, one, threads, name, names));
  return `### ${one.title}, ${threads} ${plural}\n\n${markdownTable(HEADER, rows)}`;
}
