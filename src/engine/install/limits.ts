/** Every number of finding and installing libraries that is tuned, with its reason. */

/** PyTorch's stable C interface has lists from 2.10 on; 2.10.0, 2.11.0 and 2.15.0 were run. */
export const TORCH_OLDEST = [2, 10] as const;
/** Only 2.21.0 was run; strings as functions of the C interface are needed, which 2.16 has. */
export const TENSORFLOW_OLDEST = [2, 16] as const;
/** Python answers in 30 to 200 ms; a cold disk or a version manager's shim makes it seconds. */
export const PYTHON_TIMEOUT_MS = 15_000;
/** How often the bytes that have come are counted: often enough for the eye, rare enough to cost nothing. */
export const PROGRESS_MS = 500;
/** Free space asked for above what is needed: a disk filled to the last byte breaks other programs. */
export const SPARE_MEGABYTES = 200;
