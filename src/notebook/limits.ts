/** Every number of the notebook folder that is tuned, with its reason. */

/** Largest notebook that is read, in bytes: an executed lesson stays under 1 MB, a hostile file must not fill memory. */
export const NOTEBOOK_MAX_BYTES = 64 * 1024 * 1024;
/** An executed lesson stays small enough to review, to load and to keep in git. */
export const LESSON_MAX_BYTES = 1_000_000;
/** A cell that prints more is not read. */
export const PRINTED_MAX_LINES = 40;
/** Longest run of a lesson on two cores, in seconds; from `LONG_LESSONS_FROM` on, networks are trained. */
export const LESSON_MAX_SECONDS = 60;
export const LONG_LESSON_MAX_SECONDS = 120;
export const LONG_LESSONS_FROM = 8;
/** Per cell, in seconds: the longest lesson as a whole, so that a hanging cell ends and a slow machine does not. */
export const CELL_TIMEOUT_SECONDS = 120;
/** tslab drops cells that come within 200 ms after an error; 20 ms more for a busy machine's timer. */
export const TSLAB_PAUSE_MS = 220;
