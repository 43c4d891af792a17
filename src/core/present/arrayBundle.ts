import {formatNumber} from "../formatNumber.js";
import type {MimeBundle} from "../mime.js";
import {arrayText, shownIndices} from "./arrayText.js";
import {htmlTable} from "./htmlTable.js";

/** Rows and columns of a matrix up to this many are shown whole in its HTML table. */
const TABLE_AXIS = 12;

/** What an array holds, in one line: `Float32Array [28, 28], min 0, max 1, mean 0.131`; counts NaN and infinities apart. */
export function arraySummary(kind: string, shape: readonly number[], data: ArrayLike<number>): string {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let finite = 0;
  for (let i = 0; i < data.length; i++) {
    if (!Number.isFinite(data[i])) continue;
    least = Math.min(least, data[i]);
    most = Math.max(most, data[i]);
    sum += data[i];
    finite++;
  }
  const parts = [`${kind} [${shape.join(", ")}]`];
  if (finite > 1)
    parts.push(
      `min ${formatNumber(least)}`,
      `max ${formatNumber(most)}`,
      `mean ${formatNumber(sum / finite, 4)}`,
    );
  if (finite < data.length) parts.push(`${data.length - finite} not finite`);
  return parts.join(", ");
}

/** Numbers with a shape: a summary and the first values as text, and a table where there are two axes. */
export function arrayBundle(kind: string, shape: readonly number[], data: ArrayLike<number>): MimeBundle {
  const summary = arraySummary(kind, shape, data);
  const text = {"text/plain": `${summary}\n${arrayText(shape, data)}`};
  if (shape.length !== 2 || data.length === 0) return text;
  return {...text, "text/html": matrixTable(summary, shape[0], shape[1], (y, x) => data[y * shape[1] + x])};
}

/** A matrix as an HTML table with numbered rows and columns, the middle of long axes left out. */
export function matrixTable(
  caption: string,
  height: number,
  width: number,
  at: (y: number, x: number) => number,
): string {
  const across = shownIndices(width, width <= TABLE_AXIS, TABLE_AXIS / 2);
  const down = shownIndices(height, height <= TABLE_AXIS, TABLE_AXIS / 2);
  const label = (index: number) => (index < 0 ? "\u2026" : String(index));
  return htmlTable({
    caption,
    columns: ["", ...across.map(label)],
    rows: down.map(y => [label(y), ...across.map(x => (y < 0 || x < 0 ? "\u2026" : formatNumber(at(y, x))))]),
    rowHeaders: true,
  });
}
