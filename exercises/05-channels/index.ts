import type {CatalogEntry} from "../catalogEntry.js";

/** The exercises of lesson 5, in the order in which it asks them. */
export const lesson5: readonly CatalogEntry[] = [];
