import type {ExerciseTexts} from "./exerciseTexts.js";
import {HELPERS} from "./limits.js";
import type {MatchedCell} from "./matchCells.js";
import type {SubmittedCell} from "./notebookCells.js";
import {type ParsedCell, parseCell} from "./parsedCell.js";
import type {ReleaseCells} from "./releaseCells.js";

export interface Helpers {
  /** In the notebook's order. */
  readonly helpers: readonly {readonly cell: SubmittedCell; readonly parsed: ParsedCell}[];
  readonly notes: readonly string[];
}

/**
 * The student's own cells that run before an answer: those tagged `helper`, and the one directly before it. No cell that
 * everybody got, and none that is itself an answer or a draft of one.
 */
export function helpersBefore(
  {cell: answer}: MatchedCell,
  cells: readonly SubmittedCell[],
  exercises: readonly ExerciseTexts[],
  matches: ReadonlyMap<string, MatchedCell>,
  release: ReleaseCells,
): Helpers {
  const answers = new Set([...matches.values()].map(({cell}) => cell));
  const at = cells.indexOf(answer);
  const chosen = cells.filter((cell, index) => {
    if (cell.kind !== "code" || cell.source.trim() === "" || answers.has(cell)) return false;
    return (cell.isHelper || index === at - 1) && !release.has(cell);
  });
  const dropped = chosen.length - HELPERS;
  if (dropped > 0) chosen.splice(0, dropped); // those next to the answer are the likeliest to be meant
  const helpers: {cell: SubmittedCell; parsed: ParsedCell}[] = [];
  const notes: string[] =
    dropped > 0 ? [`Only the last ${HELPERS} helper cells before the answer are run.`] : [];
  for (const cell of chosen) {
    const parsed = parseCell(cell);
    const place = `Cell ${cell.index + 1}`;
    if (exercises.some(({exercise}) => parsed.declared.has(exercise.answer))) {
      notes.push(`${place} stands before the answer and declares an answer itself; it was not run.`);
    } else if (parsed.problem !== undefined) {
      notes.push(`${place} stands before the answer and cannot be read (${parsed.problem}); it was not run.`);
    } else {
      helpers.push({cell, parsed});
      notes.push(
        `${place} ran before the answer${cell.isHelper ? ", as it is tagged helper" : ""}.`,
        ...parsed.notes,
      );
    }
  }
  return {helpers, notes};
}
