/** Every number of the judge that is tuned, with its reason. */

/**
 * Processor time of a question in a worker that it shares with others: twice what the slowest kept solution needs. What needs
 * more is graded again alone, with its whole budget, so an endless loop does not use up its budget twice.
 */
export const SHARED_SECONDS = 4;
/**
 * Processor time of a worker beyond that of its questions: the judge ends it first and knows why; a worker that the system
 * ends has ended for an unknown reason.
 */
export const WORKER_CPU_SECONDS = 10;
/** Memory of a worker in MB beyond the largest budget of its questions: a bare worker and its library. */
export const WORKER_MEMORY_MB = 128;
/** Calls of one run that a transcript keeps: every check of the course makes fewer. */
export const TRANSCRIPT_CALLS = 400;
/** Characters of one value in a transcript. */
export const TRANSCRIPT_VALUE = 2_000;
/** Characters of what one run of an answer printed, in a transcript. */
export const TRANSCRIPT_TEXT = 8_000;
/** Remarks of a worker on one question: more say nothing new. */
export const WORKER_NOTES = 8;
/** Bytes of one file of private cases: a thousand small pictures. */
export const PRIVATE_FILE_BYTES = 16_000_000;
/** Runs after which a fault of the grader's own stands, and the pause before another: a machine out of processes has some again by then. */
export const FAULT_TRIES = 3;
export const FAULT_PAUSE_MS = 300;
