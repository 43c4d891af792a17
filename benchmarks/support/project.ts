import path from "node:path";
import {fileURLToPath} from "node:url";

/** The project's root, seen from `dist/benchmarks/support/`. */
export const PROJECT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
