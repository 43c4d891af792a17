import type {CatalogEntry} from "../catalogEntry.js";

/** The exercises of lesson 2, in the order in which it asks them. */
export const lesson2: readonly CatalogEntry[] = [];
