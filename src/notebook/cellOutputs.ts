import type {Notebook, NotebookOutput} from "./nbformat.js";

/** What running a cell gave. */
export interface CellOutputs {
  readonly count: number | null;
  readonly outputs: readonly NotebookOutput[];
}

/** The notebook with what running it gave; cells without an entry keep what they have. */
export function withOutputs(notebook: Notebook, cells: ReadonlyMap<number, CellOutputs>): Notebook {
  return {
    ...notebook,
    cells: notebook.cells.map((cell, index) => {
      const ran = cells.get(index);
      return cell.cell_type === "code" && ran
        ? {...cell, execution_count: ran.count, outputs: ran.outputs}
        : cell;
    }),
  };
}

/** The notebook as it is before a run. */
export function withoutOutputs(notebook: Notebook): Notebook {
  return {
    ...notebook,
    cells: notebook.cells.map(cell =>
      cell.cell_type === "code" ? {...cell, execution_count: null, outputs: []} : cell,
    ),
  };
}
