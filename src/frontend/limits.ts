/** Every number of the front ends that is tuned, with its reason. */

/** How long a server may take until it answers: about 2 s here; a cold disk or a virus scanner makes it much longer. */
export const START_TIMEOUT_MS = 60_000;
/** How long a server may take to end its kernels; ours end in well under a second, a foreign one is given 5 s by Jupyter. */
export const STOP_TIMEOUT_MS = 8_000;
