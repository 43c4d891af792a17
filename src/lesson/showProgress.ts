import {formatNumber} from "../core/formatNumber.js";
import type {MimeBundle} from "../core/mime.js";
import {htmlTable} from "../core/present/htmlTable.js";
import {findExercises} from "../exercise/catalog.js";
import type {Exercise} from "../exercise/exercise.js";
import {currentHost} from "./currentHost.js";
import {guarded} from "./guard.js";
import type {Progress} from "./progress.js";

/**
 * Shows how far you are in a lesson: points of each exercise, and where the file is that keeps them. The file is yours to
 * copy, move or delete; it can be edited, so it proves nothing to anybody. Never throws.
 *
 * @param lesson  The lesson's number.
 */
export async function showProgress(lesson: number): Promise<void> {
  await guarded("showProgress", async () => {
    const host = currentHost();
    const exercises = await findExercises(lesson);
    const {progress, note} = await host.store.update(now => now);
    const bundle = progressBundle(lesson, exercises, progress, host.store.place);
    host.emit(note === undefined ? bundle : {...bundle, "text/plain": `${bundle["text/plain"]}\n${note}`});
  });
}

function progressBundle(
  lesson: number,
  exercises: readonly Exercise[],
  progress: Progress,
  place: string,
): MimeBundle {
  const rows = exercises.map(({id, title, points}) => {
    const {earned = 0, tries = 0} = progress.exercises[id] ?? {};
    return {id, title, points, earned, tries};
  });
  const sum = (key: "earned" | "points") =>
    formatNumber(
      rows.reduce((total, row) => total + row[key], 0),
      3,
    );
  const caption = `Lesson ${lesson}: ${sum("earned")} of ${sum("points")} points. Kept in ${place}.`;
  const cells = rows.map(row => [
    row.title,
    `${formatNumber(row.earned, 3)} of ${row.points}`,
    String(row.tries),
  ]);
  return {
    "text/plain": [
      caption,
      ...cells.map(([title, points, tries]) => `  ${title}: ${points} points, tries ${tries}`),
    ].join("\n"),
    "text/html": htmlTable({
      caption,
      columns: ["exercise", "points", "tries"],
      rows: cells,
      rowHeaders: true,
      textColumns: new Set([0]),
    }),
  };
}
