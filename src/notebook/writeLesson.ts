import {deriveIds} from "./cellIds.js";
import {fenceFor} from "./fences.js";
import type {Cell, CodeCell, Lesson, MarkdownCell} from "./lesson.js";

/** The lesson's source. `parseLesson` gives the same lesson back; `checkedLesson` proves it for cells made elsewhere. */
export function writeLesson(lesson: Pick<Lesson, "frontMatterText" | "cells">): string {
  const marked = markedCells(lesson.cells);
  const blocks = lesson.cells.map((cell, index) =>
    cell.kind === "code" ? codeBlock(cell) : markdownBlock(cell, marked[index]),
  );
  return `---\n${lesson.frontMatterText}\n---\n\n${blocks.join("\n\n")}\n`;
}

function codeBlock({id, fence, source}: CodeCell): string {
  const ticks = fenceFor(source);
  const head = [`${ticks}ts`, `id=${id}`, ...fence.words].join(" ");
  return source === "" ? `${head}\n${ticks}` : `${head}\n${source}\n${ticks}`;
}

function markdownBlock({id, source}: MarkdownCell, mark: "no" | "plain" | "id" | undefined): string {
  if (mark === "no" || mark === undefined) return source;
  const marker = mark === "id" ? `<!-- cell id=${id} -->` : "<!-- cell -->";
  return source === "" ? marker : `${marker}\n${source}`;
}

/**
 * Which Markdown cells need a marker line: those whose id is not the derived one (with the id), those that follow
 * another Markdown cell, and those whose text is blank or starts or ends with a blank line.
 */
function markedCells(cells: readonly Cell[]): ("no" | "plain" | "id")[] {
  const named = new Set<Cell>();
  // Naming one cell can change the ids derived for those behind it, so name the first and look again.
  for (;;) {
    const ids = deriveIds(
      cells.map(cell =>
        cell.kind === "code" || named.has(cell) ? cell : {kind: cell.kind, source: cell.source},
      ),
    );
    const first = cells.find((cell, index) => ids[index] !== cell.id && !named.has(cell));
    if (!first) break;
    named.add(first);
  }
  return cells.map((cell, index) => {
    if (named.has(cell)) return "id";
    return cells[index - 1]?.kind === "markdown" || /^(\n|$)|\n$/.test(cell.source) ? "plain" : "no";
  });
}
