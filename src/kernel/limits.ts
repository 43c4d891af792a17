/** Every number of the kernel that is tuned, with its reason. */

/** Output of one cell that is passed on at once; the rest is counted, kept on disk and offered. JupyterLab slows down past some MB. */
export const OUTPUT_CAP_BYTES = 64 * 1024 * 1024;
/** How long a stop waits for pending awaits to reject before it terminates running JavaScript. */
export const STOP_CANCEL_MS = 100;
/** How long termination may take before the executor is killed: only a blocking native call lasts this long. */
export const STOP_KILL_MS = 2000;
/** How often a stop asks again after a termination: the student's code may go straight into the next loop. */
export const STOP_RETRY_MS = 50;
/** Displays of one cell that are passed on; more freeze the page that shows them. Updates of a display are no new ones. */
export const OUTPUT_CAP_DISPLAYS = 1000;
/** Text past the cap that is kept in a file for one cell; the rest is only counted, so that a loop cannot fill the disk. */
export const OUTPUT_SPOOL_BYTES = 1024 * 1024 * 1024;
/** Text that may wait for a slow reader before the cell has to wait too. */
export const OUTPUT_QUEUE_CHARACTERS = 256 * 1024;
/** Neighbouring pieces of text that wait are joined up to this length: few messages, each small enough to draw at once. */
export const OUTPUT_MERGE_CHARACTERS = 64 * 1024;
/** Cells whose output is still counted against their caps after they ended; older ones start afresh when they print late. */
export const SESSION_CAPS = 1000;

/** Largest single output of the executor, such as a display's bundle. Above it a front end cannot do anything with it anyway. */
export const MAX_FRAME_BYTES = 256 * 1024 * 1024;
/** Text gathered before it is written: few writes in a flood, small enough to keep memory flat. */
export const STREAM_CHUNK_CHARACTERS = 64 * 1024;
/** Prints in quick succession that are written one by one, so that they are seen before a long computation. */
export const FLUSH_BURST = 128;
/** After the burst, text is written at least this often while a cell keeps printing. */
export const FLUSH_INTERVAL_MS = 25;
/** Delivered output held while its reader is behind, before the executor's pipe is no longer read. */
export const OUTPUT_QUEUE_BYTES = 1024 * 1024;
/** Frames kept of an error's stack: enough for a recursion to be recognised, cheap enough to throw in a loop. */
export const STACK_FRAMES = 30;
/** Pending awaits of a cell after which those that have settled are forgotten. */
export const WAITS_BEFORE_PRUNING = 4096;
/** How long a new executor may take until it is ready; it takes 0.1 s on an idle machine. */
export const EXECUTOR_START_MS = 20_000;
/** How long a closing executor may take to end by itself. */
export const EXECUTOR_CLOSE_MS = 500;
/** Bytes kept of what the executor's process itself wrote last: they tell a lack of memory from a crash. */
export const CRASH_TEXT_BYTES = 16 * 1024;
