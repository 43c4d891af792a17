import {markdownTable} from "../support/table.js";
import type {Graded} from "./contestant.js";
import {JOBS, MEMORY_RATIO, NBGRADER_SHARE, SECONDS_AT_MOST} from "./limits.js";

/** One line of the table. */
export interface Row {
  readonly name: string;
  readonly graded: Graded;
}

/** Every run of this benchmark; the first is ours with two jobs. */
export interface Runs {
  readonly two: Row;
  readonly one: Row;
  readonly large?: Row;
  readonly nbgrader?: Row;
  readonly otter?: Row;
}

export const each = ({seconds, submissions}: Graded): number => seconds / submissions;

export function figureTable({two, one, large, nbgrader, otter}: Runs): string {
  const rows = [two, one, large, nbgrader, otter].filter(row => row !== undefined);
  const header = [
    "",
    "submissions",
    "s each",
    "CPU s each",
    `x ours, ${JOBS} jobs`,
    "peak MB",
    "right verdicts",
    "remarks",
  ];
  return markdownTable(
    header,
    rows.map(({name, graded}) => [
      name,
      String(graded.submissions),
      each(graded).toFixed(3),
      (graded.cpuSeconds / graded.submissions).toFixed(3),
      (each(graded) / each(two.graded)).toFixed(1),
      graded.peakMb.toFixed(0),
      `${graded.agreed} of ${graded.answers}`,
      graded.remark,
    ]),
  );
}

/** What was promised, with the figure of this run. */
export function targetTable({two, large, nbgrader}: Runs): string {
  const words = (reached: boolean) => (reached ? "reached" : "NOT reached");
  const rows = [
    [
      `at most ${SECONDS_AT_MOST} s a submission with ${JOBS} jobs`,
      `${each(two.graded).toFixed(3)} s`,
      words(each(two.graded) <= SECONDS_AT_MOST),
    ],
  ];
  if (nbgrader !== undefined) {
    const share = each(two.graded) / each(nbgrader.graded);
    rows.push([
      "at most a sixth of nbgrader's time",
      `1 / ${(1 / share).toFixed(1)}`,
      words(share <= NBGRADER_SHARE),
    ]);
  }
  if (large !== undefined) {
    const ratio = large.graded.peakMb / two.graded.peakMb;
    rows.push([
      `memory with ${large.graded.submissions} at most ${MEMORY_RATIO} times that with ${two.graded.submissions}`,
      ratio.toFixed(2),
      words(ratio <= MEMORY_RATIO),
    ]);
  }
  return markdownTable(["target", "measured", ""], rows);
}
