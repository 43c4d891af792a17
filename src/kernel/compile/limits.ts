/** Every number of the compiler that is tuned, with its reason. */

/**
 * Heap of the compiler's thread. TypeScript 6 holds the types of TensorFlow.js and Vega-Lite and 250 cells in 115 MB;
 * without a cap V8 lets the heap grow to four times of that before it cleans up, with one no cell was slower.
 */
export const CHECKER_HEAP_MB = 320;
/** Small, because most of what a check makes is garbage at once: a larger one only adds resident memory. */
export const CHECKER_YOUNG_HEAP_MB = 16;
/** Heap of the thread that talks to TypeScript 7, which keeps texts and makes answers: 10 MB with TensorFlow.js. */
export const CLIENT_HEAP_MB = 128;
export const CLIENT_YOUNG_HEAP_MB = 4;
/** How long after the first cell the compiled form of TypeScript 6 is written for the next start: not while anyone waits. */
export const CODE_CACHE_DELAY_MS = 1500;
/** How long a completion or an inspection may take before Stop ends it like a cell; they take 20 ms. */
export const STOP_QUESTION_MS = 1000;
