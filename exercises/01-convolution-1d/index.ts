import type {CatalogEntry} from "../catalogEntry.js";

/** The exercises of lesson 1, in the order in which it asks them. */
export const lesson1: readonly CatalogEntry[] = [
  {
    id: "l01-correlate1d",
    path: "01-convolution-1d/correlate1d",
    load: () => import("./correlate1d.js"),
  },
  {
    id: "l01-convolve1d",
    path: "01-convolution-1d/convolve1d",
    load: () => import("./convolve1d.js"),
  },
  {
    id: "l01-step-response",
    path: "01-convolution-1d/stepResponse",
    load: () => import("./stepResponse.js"),
  },
  {
    id: "l01-filters",
    path: "01-convolution-1d/filters",
    load: () => import("./filters.js"),
  },
  {
    id: "l01-library-probe",
    path: "01-convolution-1d/libraryProbe",
    load: () => import("./libraryProbe.js"),
  },
];
