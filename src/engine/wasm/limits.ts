/** Every number of the wasm engine that is tuned, with its reason. */

/** Pieces each thread's work is cut into, so that a thread that is held up leaves the rest to the others. */
export const SHARES_PER_THREAD = 4;
/** Looks at the helpers' count before the caller sleeps: some 20 microseconds, about what waking up costs. */
export const SPINS = 2000;
/** Input of one chunk of a convolution with its gradient: most of a first-level cache of 32 to 48 kB. */
export const CHUNK_BYTES = 32 * 1024;
/** Input of one chunk of a forward convolution: with a panel of the filter it stays in a second-level cache. */
export const FORWARD_CHUNK_BYTES = 128 * 1024;
/** Room that tensors may not take, for what the backend's own kernels allocate while they run: they end the process when they get none. */
export const HEAP_RESERVE_BYTES = 128 * 1024 * 1024;
/** Rows of channels summed at a time: read twice for the variance, the second time from a second-level cache. */
export const CHANNEL_CHUNK_BYTES = 128 * 1024;
/** Values below which the calling thread works alone: waking a helper would take longer. */
export const ALONE_VALUES = 32 * 1024;
/** Shares of a filter's gradient for each thread: each goes through all images again and copies them with their zeros. */
export const FILTER_SHARES_PER_THREAD = 2;
