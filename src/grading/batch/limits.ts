/** Every number of the batch that is tuned, with its reason. */

/** For its owner alone: marks and answers are personal data. */
export const FILE_MODE = 0o600;
export const FOLDER_MODE = 0o700;
/** A judge process loads the exercises and tries its sandbox: 2 s on a busy machine, a minute means that it hangs. */
export const JUDGE_START_MS = 60_000;
/** The judge has limits of its own for every question; this one only ends a judge that hangs itself. */
export const JOB_WALL_MS = 30 * 60_000;
/** How long a judge may take to end its workers when it is asked to stop. */
export const JUDGE_STOP_MS = 3_000;
/** What a dying judge wrote last is kept for the journal: a stack trace. */
export const JUDGE_STDERR = 4_000;
/** Durations kept for the time left: their median does not move with one slow submission. */
export const KEPT_DURATIONS = 500;
/** Hexadecimal digits of a pseudonym: 48 bits, no two alike in any school. */
export const PSEUDONYM_DIGITS = 12;
