import type {Exercise} from "../src/exercise/exercise.js";

/** Where an exercise is found; its definition is loaded when it is asked for. */
export interface CatalogEntry {
  readonly id: string;
  /** `04-convolution-2d/correlate2d`: under `exercises/` with `.ts` and `.stub.ts`, under `solutions/` with `.ts` and `.mistakes.ts`. */
  readonly path: string;
  load(): Promise<{readonly exercise: Exercise}>;
}
