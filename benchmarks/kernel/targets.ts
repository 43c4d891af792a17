import {formatFigure, type Ledger, type RowInfo} from "./ledger.js";

/** Our kernel's name in the ledger. */
export const OURS = "kernelbook";

/** A figure that our kernel has promised to reach. */
export interface Target {
  readonly row: string;
  /** Largest median allowed, in the row's unit. */
  readonly atMost?: number;
  /** Largest ratio allowed to the median of a peer in the same run. */
  readonly ratio?: {readonly peer: string; readonly atMost: number};
  /** Remarks that break the promise whatever the time: output that was lost, variables that are gone. */
  readonly never?: RegExp;
}

/** `reached` is undefined when this run has not measured what the target speaks of. */
export interface Verdict {
  readonly target: string;
  readonly measured: string;
  readonly reached: boolean | undefined;
}

/** Times to stop are promised for cells whose variables can be kept; a blocking native call is killed after 2 s. */
const STOP_ROWS = ["while", "never", "afterAwait", "awaitLoop", "timers", "printing", "regex"];
const BROKEN_STOP = /lost|lives on|cannot|dies/;

export const TARGETS: readonly Target[] = [
  {row: "start.first", ratio: {peer: "ipykernel", atMost: 1}},
  {row: "cells.changed", atMost: 5},
  {row: "tfjs.use", atMost: 20},
  {row: "tfjs.complete", atMost: 20},
  {row: "flood.idle", ratio: {peer: "ipykernel", atMost: 0.3}, never: /arrived|order|no idle/},
  ...STOP_ROWS.map(kind => ({row: `stop.${kind}`, atMost: 300, never: BROKEN_STOP})),
  // Killed after 2 s, then a new executor has to come up, which takes half a second on a busy machine.
  {row: "stop.native", atMost: 3000, never: /not announced|cannot|dies/},
  {row: "memory.full.many.rss", atMost: 450},
  {row: "memory.bare.many.rss", atMost: 300},
];

/** Holds the run's figures of our kernel to one target. */
export function judge(target: Target, ledger: Ledger): Verdict | undefined {
  const info = ledger.rows.find(row => row.id === target.row);
  if (info === undefined) return undefined;
  const ours = ledger.median(target.row, OURS);
  const broken = ledger.notes(target.row, OURS).filter(note => target.never?.test(note));
  const peer = target.ratio === undefined ? undefined : ledger.median(target.row, target.ratio.peer);
  const limit = target.ratio === undefined ? target.atMost : peer && peer * target.ratio.atMost;
  const measured =
    ours === undefined
      ? "not measured"
      : `${formatFigure(ours, info.unit)} ${info.unit}${against(ours, peer)}`;
  return {
    target: wording(target, info),
    measured: [measured, ...broken].join("; "),
    reached: reached(ours, limit, broken),
  };
}

function reached(
  ours: number | undefined,
  limit: number | undefined,
  broken: readonly string[],
): boolean | undefined {
  if (broken.length > 0) return false;
  return ours === undefined || limit === undefined ? undefined : ours <= limit;
}

function against(ours: number, peer: number | undefined): string {
  return peer === undefined ? "" : ` = x ${(ours / peer).toFixed(2)}`;
}

function wording(target: Target, info: RowInfo): string {
  return target.ratio === undefined
    ? `${info.title} <= ${target.atMost} ${info.unit}`
    : `${info.title} <= ${target.ratio.peer}'s x ${target.ratio.atMost}`;
}
