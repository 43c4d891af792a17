import type {CatalogEntry} from "../catalogEntry.js";

/** The exercises of lesson 1, in the order in which it asks them. */
export const lesson1: readonly CatalogEntry[] = [];
