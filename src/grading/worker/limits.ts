/** Every number of the worker that is tuned, with its reason. */

/** Bytes of one frame from a worker: a million numbers of 24 characters, and text beside them. */
export const FRAME_BYTES = 48 * 1024 * 1024;
/** Characters of keys and texts in one result, so that a result never fills a frame. */
export const RESULT_TEXT = 4_000_000;
/** Characters of what an `Opaque` is called. */
export const OPAQUE_TEXT = 200;
/** Characters of console text kept of one answer: some screens full. */
export const CONSOLE_TEXT = 20_000;
/** Characters of an error's message that a report shows. */
export const ERROR_TEXT = 500;
/** Different notes of one answer, and characters of each. */
export const NOTE_COUNT = 20;
export const NOTE_TEXT = 200;
/** Characters kept of a worker's last words on stderr: where V8 says that the heap is full. */
export const LAST_WORDS = 4096;
/** How often the judge reads a worker's processor time: a budget of 20 s is kept to half a percent. */
export const POLL_MS = 100;
/** Wall time that an answer may take beside its processor time: 3 times the budget, as other judges share the cores, and some seconds to start. */
export const WALL_FACTOR = 3;
export const WALL_EXTRA_SECONDS = 5;
/**
 * Wall time in which an answer does nothing: there is no network and no other process to wait for, so only its own timers can
 * end it. Of a second of waiting Node itself uses less than a millisecond.
 */
export const IDLE_SECONDS = 10;
export const IDLE_CPU_MS = 50;
