import {stripVTControlCharacters} from "node:util";
import type {CellReport} from "./runCells.js";

/** Lines of the cell shown above and below the failing one. */
const AROUND = 2;

/**
 * Tells a person which cell failed, where, and why.
 *
 * @param file  Path as the person gave it.
 * @param firstLine  1-based line of that file at which the cell's text starts, where there is one.
 */
export function failureText({cell, failure, problem}: CellReport, file: string, firstLine?: number): string {
  const at = failure?.line;
  const place = firstLine === undefined ? file : `${file}:${firstLine + (at ?? 1) - 1}`;
  const lines = [`${place}: cell "${cell.id}" ${problem}`, ...excerpt(cell.source, at, firstLine ?? 1)];
  if (!failure) return lines.join("\n");
  const head = `${failure.name}: ${failure.message}`;
  const traceback = failure.traceback.map(stripVTControlCharacters);
  const said = traceback.join("\n");
  return [
    ...lines,
    ...(said.includes(head) || said.includes(failure.message) ? [] : [head]),
    ...traceback,
  ].join("\n");
}

function excerpt(source: string, at: number | undefined, firstLine: number): string[] {
  const lines = source.split("\n");
  const from = at === undefined ? 0 : Math.max(0, at - 1 - AROUND);
  const to = at === undefined ? 2 * AROUND + 1 : at + AROUND;
  const width = String(firstLine + lines.length).length;
  return lines.slice(from, to).map((line, index) => {
    const number = from + index + 1;
    return `${number === at ? ">" : " "} ${String(firstLine + number - 1).padStart(width)} | ${line}`;
  });
}
