/** Version of `@tensorflow/tfjs-node` whose kernels are used: the one of TensorFlow.js here, and the last that was published. */
export const KERNELS_VERSION = "4.22.0";
/**
 * Slots of 8 bytes for the arguments and results of one call. Shapes and windows take at most 8; an operation with more results
 * than fit (unstack, split) gets memory of its own.
 */
export const SCRATCH_SLOTS = 4096;

/** Constants that kernels of ours keep as tensors: then all are dropped. Few networks have more than one or two a layer. */
export const KEPT_SCALARS = 256;

/** Operations run one after the other here, so more than one at a time would only cost a thread. */
export const INTER_OP_THREADS = 1;

/**
 * glibc gives blocks above 128 KB back to the system as soon as they are freed, and every step faults them in again. Blocks up to
 * 32 MB (its own upper limit) are kept, up to 1 GB of them.
 */
export const MALLOC_MMAP_THRESHOLD = 32 * 2 ** 20;
export const MALLOC_TRIM_THRESHOLD = 2 ** 30;
