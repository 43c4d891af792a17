import path from "node:path";
import {fileURLToPath} from "node:url";

/** Where things lie that a front end needs. All absolute; everything that is written stays below `root`. */
export interface Places {
  /** The package: the clone, or the folder npm installed. */
  readonly root: string;
  /** The Python environment that holds JupyterLab. */
  readonly venv: string;
  /** What is installed there: exact versions with checksums. */
  readonly requirements: string;
  /** JupyterLab's settings, data and run-time files. */
  readonly lab: string;
  /** The learner's own copies of the lessons. */
  readonly work: string;
}

/** This package's own folder, from `dist/src/frontend/`. */
export const packageRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");

export function placesBelow(root: string = packageRoot): Places {
  return {
    root,
    venv: path.join(root, ".venv"),
    requirements: path.join(root, "lab", "requirements.txt"),
    lab: path.join(root, ".lab"),
    work: path.join(root, "work"),
  };
}
