import type {CatalogEntry} from "../catalogEntry.js";

/** The exercises of lesson 5, in the order in which it asks them. */
export const lesson5: readonly CatalogEntry[] = [
  {
    id: "l05-count-parameters",
    path: "05-channels/countParameters",
    load: () => import("./countParameters.js"),
  },
  {
    id: "l05-conv-volume",
    path: "05-channels/convVolume",
    load: () => import("./convVolume.js"),
  },
  {
    id: "l05-im2col",
    path: "05-channels/im2col",
    load: () => import("./im2col.js"),
  },
  {
    id: "l05-im2col-growth",
    path: "05-channels/im2colGrowth",
    load: () => import("./im2colGrowth.js"),
  },
  {
    id: "l05-pointwise",
    path: "05-channels/pointwise",
    load: () => import("./pointwise.js"),
  },
  {
    id: "l05-conv-matrix",
    path: "05-channels/convMatrix",
    load: () => import("./convMatrix.js"),
  },
  {
    id: "l05-matrix-facts",
    path: "05-channels/matrixFacts",
    load: () => import("./matrixFacts.js"),
  },
  {
    id: "l05-volume-table",
    path: "05-channels/volumeTable",
    load: () => import("./volumeTable.js"),
  },
];
