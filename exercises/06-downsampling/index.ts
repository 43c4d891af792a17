import type {CatalogEntry} from "../catalogEntry.js";

/** The exercises of lesson 6, in the order in which it asks them. */
export const lesson6: readonly CatalogEntry[] = [
  {id: "l06-max-pool", path: "06-downsampling/maxPool", load: () => import("./maxPool.js")},
  {
    id: "l06-max-pool-backward",
    path: "06-downsampling/maxPoolBackward",
    load: () => import("./maxPoolBackward.js"),
  },
  {id: "l06-pool-ties", path: "06-downsampling/poolTies", load: () => import("./poolTies.js")},
  {id: "l06-shift-pooled", path: "06-downsampling/shiftPooled", load: () => import("./shiftPooled.js")},
  {id: "l06-mean-by-conv", path: "06-downsampling/meanByConv", load: () => import("./meanByConv.js")},
  {id: "l06-stride-or-pool", path: "06-downsampling/strideOrPool", load: () => import("./strideOrPool.js")},
];
