/** Every number of the preparing child that is tuned, with its reason. */

/** Characters of one cell that is looked at: a long answer has 5,000; TypeScript takes 0.1 s for ten times this. */
export const CELL_CHARACTERS = 200_000;
/** Characters of cells whose parsed form is kept for the next submission: about 100 bytes of memory each. */
export const KEPT_CHARACTERS = 400_000;
/** Cells of one notebook: the longest lesson has 90. */
export const CELLS = 5_000;
/** Helper cells that run before an answer: a tidy notebook has a few; 1,500 took minutes. */
export const HELPERS = 60;
/** Share of the stub's tokens that a cell must hold, and of the cell's signature, to be taken for its answer. */
export const SIMILAR = 0.6;
/** Bytes of one notebook file: an executed lesson stays under 1 MB, pasted pictures under 20. */
export const NOTEBOOK_BYTES = 32 * 1024 * 1024;
/** Unpacked bytes of one archive, its files, and how often larger a file may be than it was packed: text packs 20 to 1. */
export const ARCHIVE_BYTES = 64 * 1024 * 1024;
export const ARCHIVE_FILES = 1_000;
export const ARCHIVE_RATIO = 200;
/** Notes and pieces of advice about one answer, and the length of one: a report stays readable whatever was handed in. */
export const NOTES = 12;
export const NOTE_CHARACTERS = 400;
/** Heap of the preparing child, in MB: TensorFlow.js's types and a submission take 250. */
export const CHILD_HEAP_MB = 512;
/** Room for the newest objects, in MB: the checker makes many that die at once; 64 in place of 16 saves a quarter of the time. */
export const CHILD_SEMI_SPACE_MB = 64;
/** Everything the child may allocate, in bytes, where the machine can limit it. */
export const CHILD_DATA_BYTES = 2 * 1024 * 1024 * 1024;
/** Processor time for one submission, in seconds: 0.1 warm, 3 for the first with TensorFlow.js's types. */
export const PREPARE_CPU_SECONDS = 12;
/** The same in wall time: busy machines are waited for, a child that sleeps is not. */
export const PREPARE_WALL_SECONDS = 60;
/** How often a child's processor time is read, in milliseconds. */
export const CPU_POLL_MS = 100;
/** Bytes of one message between judge and child: a submission of 20 questions stays under 1 MB. */
export const MESSAGE_BYTES = 32 * 1024 * 1024;
/** Characters of a child's error output that are kept for a message. */
export const STDERR_CHARACTERS = 4_000;
