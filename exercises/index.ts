import type {Exercise} from "../src/exercise/exercise.js";

/** Where an exercise is found; its definition is loaded when it is asked for. */
export interface CatalogEntry {
  readonly id: string;
  /** `04-convolution-2d/correlate2d`: under `exercises/` with `.ts` and `.stub.ts`, under `solutions/` with `.ts` and `.mistakes.ts`. */
  readonly path: string;
  load(): Promise<{readonly exercise: Exercise}>;
}

/** Every exercise, in the order of the lessons. */
export const exercises: readonly CatalogEntry[] = [
  {
    id: "l04-correlate2d",
    path: "04-convolution-2d/correlate2d",
    load: () => import("./04-convolution-2d/correlate2d.js"),
  },
  {
    id: "l04-oriented-kernel",
    path: "04-convolution-2d/orientedKernel",
    load: () => import("./04-convolution-2d/orientedKernel.js"),
  },
  {
    id: "l04-two-passes",
    path: "04-convolution-2d/twoPasses",
    load: () => import("./04-convolution-2d/twoPasses.js"),
  },
  {
    id: "l04-find-glyph",
    path: "04-convolution-2d/findGlyph",
    load: () => import("./04-convolution-2d/findGlyph.js"),
  },
  {
    id: "l04-histogram-feature",
    path: "04-convolution-2d/histogramFeature",
    load: () => import("./04-convolution-2d/histogramFeature.js"),
  },
];
