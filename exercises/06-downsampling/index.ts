import type {CatalogEntry} from "../catalogEntry.js";

/** The exercises of lesson 6, in the order in which it asks them. */
export const lesson6: readonly CatalogEntry[] = [];
