import type {CatalogEntry} from "../catalogEntry.js";

/** The exercises of lesson 2, in the order in which it asks them. */
export const lesson2: readonly CatalogEntry[] = [
  {
    id: "l02-out-size",
    path: "02-sizes/outSize",
    load: () => import("./outSize.js"),
  },
  {
    id: "l02-formula-counts",
    path: "02-sizes/formulaCounts",
    load: () => import("./formulaCounts.js"),
  },
  {
    id: "l02-pad-same",
    path: "02-sizes/padSame",
    load: () => import("./padSame.js"),
  },
  {
    id: "l02-dilated",
    path: "02-sizes/dilated",
    load: () => import("./dilated.js"),
  },
  {
    id: "l02-dilated-slopes",
    path: "02-sizes/dilatedSlopes",
    load: () => import("./dilatedSlopes.js"),
  },
  {
    id: "l02-unused",
    path: "02-sizes/unused",
    load: () => import("./unused.js"),
  },
];
