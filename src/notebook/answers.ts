import {ownMetadata, sha256} from "./lessonNotebook.js";
import type {Notebook, NotebookCell} from "./nbformat.js";
import {fenceOf} from "./source.js";

/** Answer cells that hold something else than the stub they were made with, by exercise id. */
export function changedAnswers(notebook: Notebook): Map<string, string> {
  return new Map(
    notebook.cells.flatMap(cell => {
      const exercise = exerciseOf(cell);
      return exercise !== undefined && ownMetadata(cell.metadata).stub !== sha256(cell.source)
        ? [[exercise, cell.source] as const]
        : [];
    }),
  );
}

/** The notebook with answers put into their cells; those for which it has no cell are left out. */
export function withAnswers(notebook: Notebook, answers: ReadonlyMap<string, string>): Notebook {
  return {
    ...notebook,
    cells: notebook.cells.map(cell => ({
      ...cell,
      source: answers.get(exerciseOf(cell) ?? "") ?? cell.source,
    })),
  };
}

/** Ids of the exercises that a notebook has answer cells for. */
export function exerciseIds(notebook: Notebook): Set<string> {
  return new Set(notebook.cells.flatMap(cell => exerciseOf(cell) ?? []));
}

function exerciseOf(cell: NotebookCell): string | undefined {
  return cell.cell_type === "code" ? fenceOf(cell).exercise : undefined;
}
