import type {CatalogEntry} from "../catalogEntry.js";

/** The exercises of lesson 3, in the order in which it asks them. */
export const lesson3: readonly CatalogEntry[] = [
  {
    id: "l03-count-weights",
    path: "03-images/countWeights",
    load: () => import("./countWeights.js"),
  },
  {
    id: "l03-flatten",
    path: "03-images/flatten",
    load: () => import("./flatten.js"),
  },
  {
    id: "l03-unflatten",
    path: "03-images/unflatten",
    load: () => import("./unflatten.js"),
  },
  {
    id: "l03-sort-cards",
    path: "03-images/sortCards",
    load: () => import("./sortCards.js"),
  },
  {
    id: "l03-train-flat",
    path: "03-images/trainFlat",
    load: () => import("./trainFlat.js"),
  },
  {
    id: "l03-read-shift",
    path: "03-images/readShift",
    load: () => import("./readShift.js"),
  },
  {
    id: "l03-pixel-distance",
    path: "03-images/pixelDistance",
    load: () => import("./pixelDistance.js"),
  },
  {
    id: "l03-explain-shift",
    path: "03-images/explainShift",
    load: () => import("./explainShift.js"),
  },
];
