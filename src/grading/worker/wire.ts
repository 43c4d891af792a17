/**
 * A value on its way between judge and worker: JSON, with what JSON lacks as a list that starts with a tag. Plain lists are
 * tagged too, so no value can be taken for a tag.
 *
 * `["l", ...items]` list, `["o", [key, value], ...]` plain object, `["u"]` undefined, `["n", "NaN" | "Infinity" | "-Infinity" | "-0"]`,
 * `["i", digits]` bigint, `["x", what]` anything that is no plain data, `["t", kind, ...numbers]` typed array (to the worker only).
 */
export type WireValue = null | boolean | number | string | readonly [string, ...unknown[]];
