import {markdownTable} from "../support/table.js";
import {formatFigure, type Ledger, type RowInfo} from "./ledger.js";
import {judge, OURS, TARGETS} from "./targets.js";

/** Measured rows side by side: median (best), and ours as a multiple of the row's referee. */
export function figureTable(ledger: Ledger, rows: readonly RowInfo[]): string {
  const kernels = ledger.kernelsOf(rows);
  const lines = rows.map(row => [
    `${row.title}, ${row.unit}`,
    ...kernels.map(kernel => ledger.text(row.id, kernel)),
    comparison(ledger, row),
  ]);
  return markdownTable(["", ...kernels, `${OURS} against`], lines);
}

/** Every target of our kernel with the figure of this run and whether it is reached. */
export function targetTable(ledger: Ledger): string {
  const rows = TARGETS.flatMap(target => {
    const verdict = judge(target, ledger);
    if (verdict === undefined) return [];
    const words = {true: "reached", false: "NOT reached", undefined: "not measured"};
    return [[verdict.target, verdict.measured, words[`${verdict.reached}`]]];
  });
  return markdownTable(["target", "measured", ""], rows);
}

function comparison(ledger: Ledger, row: RowInfo): string {
  if (row.referee === undefined) return "";
  const ratio = ledger.ratio(row.id, OURS, row.referee);
  return ratio === undefined ? "" : `x ${formatFigure(ratio, "s")} ${row.referee}`;
}
