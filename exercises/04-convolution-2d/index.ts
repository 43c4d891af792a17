import type {CatalogEntry} from "../catalogEntry.js";

/** The exercises of lesson 4, in the order in which it asks them. */
export const lesson4: readonly CatalogEntry[] = [
  {
    id: "l04-correlate2d",
    path: "04-convolution-2d/correlate2d",
    load: () => import("./correlate2d.js"),
  },
  {
    id: "l04-oriented-kernel",
    path: "04-convolution-2d/orientedKernel",
    load: () => import("./orientedKernel.js"),
  },
  {
    id: "l04-two-passes",
    path: "04-convolution-2d/twoPasses",
    load: () => import("./twoPasses.js"),
  },
  {
    id: "l04-find-glyph",
    path: "04-convolution-2d/findGlyph",
    load: () => import("./findGlyph.js"),
  },
  {
    id: "l04-histogram-feature",
    path: "04-convolution-2d/histogramFeature",
    load: () => import("./histogramFeature.js"),
  },
];
