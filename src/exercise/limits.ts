/** Every number of the exercises that is tuned, with its reason. */

/**
 * What an answer may use up unless its exercise says otherwise: the longest kept solution needs 2 s, a lost promise must not hang
 * the notebook, and 256 MB hold any picture of the course a hundred times.
 */
export const BUDGET = {seconds: 20, memoryMb: 256};
/** Values in one result, counted through all levels: a colour picture of 512 x 512 still fits. */
export const VALUE_COUNT = 1_000_000;
/** Arrays in arrays in a result: a batch of volumes has 4 levels. */
export const VALUE_DEPTH = 16;
/** Characters of a text in a result. */
export const VALUE_TEXT = 100_000;
/** Rows and columns of a grid that a message writes out. */
export const SHOWN_AXIS = 9;
/** Characters of a failed call that a message writes out: a few lines. */
export const SHOWN_CALL = 300;
/** Characters of a message, and of each part of a counterexample: two grids of `SHOWN_AXIS` fit, a list of a million values does not. */
export const SHOWN_TEXT = 4000;
/** Change of a number when a slope is measured: a power of two, so that small integers plus or minus it are exact in Float64. */
export const SLOPE_STEP = 2 ** -10;
