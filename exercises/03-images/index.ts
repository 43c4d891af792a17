import type {CatalogEntry} from "../catalogEntry.js";

/** The exercises of lesson 3, in the order in which it asks them. */
export const lesson3: readonly CatalogEntry[] = [];
