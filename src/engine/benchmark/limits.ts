/** Rows and columns of the two matrices whose product is a tier's peak: 2.1 GFLOP, 4 MB each, beyond every cache but the last. */
export const PRODUCT_SIZE = 1024;
/** Products for a peak: the best of them counts. */
export const PRODUCT_RUNS = 12;
/** Examples in a step. */
export const LENET_BATCH = 64;
/** Steps before the clock: V8 compiles what a step calls during the first hundreds. */
export const LENET_WARM = 200;
export const LENET_STEPS = 200;
/** A tier in plain JavaScript would take minutes for as many. */
export const MOST_SECONDS = 8;
/** A child that says nothing for so long hangs: start and measurement together take under 20 s. */
export const CHILD_TIMEOUT_MS = 120_000;
