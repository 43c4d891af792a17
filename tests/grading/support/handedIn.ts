import fs from "node:fs";
import path from "node:path";
import {packageRoot} from "../../../src/frontend/places.js";

/** A cell of a notebook as a test writes it; whatever is left out is as it was handed out. */
export interface RawCell {
  cell_type: "code" | "markdown" | "raw";
  id?: string;
  metadata?: Record<string, unknown>;
  source: string | string[];
  outputs?: unknown[];
  execution_count?: number | null;
  [key: string]: unknown;
}

export interface RawNotebook {
  nbformat: number;
  nbformat_minor: number;
  metadata: Record<string, unknown>;
  cells: RawCell[];
}

/** A lesson's notebook as a student hands it in, with these answers by exercise; the other answer cells are as they were handed out. */
export function handedIn(assignment: string, answers: Readonly<Record<string, string>>): RawNotebook {
  const file = path.join(packageRoot, "notebooks", `${assignment}.ipynb`);
  const notebook = JSON.parse(fs.readFileSync(file, "utf8")) as RawNotebook;
  return {
    ...notebook,
    cells: notebook.cells.map(cell => {
      const source = answers[cell.id ?? ""] ?? cell.source;
      return cell.cell_type === "code"
        ? {...cell, source, outputs: [], execution_count: null}
        : {...cell, source};
    }),
  };
}
