/** Every number of the wasm engine that is tuned, with its reason. */

/** Smallest pieces each thread's work is cut into: some ten microseconds in the layers of small networks, less than waking up costs. */
export const SHARES_PER_THREAD = 16;
/**
 * The same for a filter's gradient: each share goes through all images again and copies them with their zeros, which takes a
 * hundredth of the time of all.
 */
export const FILTER_SHARES_PER_THREAD = 4;
/** Looks at how many helpers are at work before the caller sleeps: some 20 microseconds, about what waking up costs. */
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
/** Multiplications and additions of a product below which the calling thread works alone: some 20 microseconds. */
export const ALONE_FLOPS = 1e6;
