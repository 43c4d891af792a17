/** The version these calls were written for, as `aoti_torch_abi_version` counts: major << 56 | minor << 48. */
export const WRITTEN_FOR = 2 * 2 ** 56 + 15 * 2 ** 48;

/** Bits of a handle that number its slot: a million tensors alive is far beyond any network of the course. */
export const SLOT_BITS = 20;

/**
 * Arguments of one call, in slots of 8 bytes outside of the JavaScript heap. The longest call (convolution_backward)
 * takes about 40; lists of tensors (concat, optimisers) are the reason for more.
 */
export const SCRATCH_SLOTS = 16_384;

/** 0-dimensional tensors kept for constants (alpha of leaky ReLU, bounds of a clip); further ones are made each time. */
export const KEPT_SCALARS = 256;

/**
 * glibc gives blocks above 128 KB back to the system as soon as they are freed, and every step faults them in again:
 * 7,000 to 15,000 page faults per ResNet-8 step. Blocks up to 32 MB (its own upper limit) are kept, up to 1 GB of them.
 */
export const MALLOC_MMAP_THRESHOLD = 32 * 2 ** 20;
export const MALLOC_TRIM_THRESHOLD = 2 ** 30;

/**
 * How often a thread of GNU OpenMP looks for its next piece of work before it sleeps; it reads this once, while it is
 * loaded. Its own 300,000 keep a waiting thread on a processor that another program wants. Two threads, two
 * processors, milliseconds a step of LeNet and ResNet-8: under a load of 6 300,000 gave 48 and 929, 10,000 gave 36 to
 * 45 and 192 to 340, 0 gave 12 to 25 and 100; undisturbed (best 20 and best 4 steps) 300,000 gave 3.0 and 34, 10,000
 * gave 3.1 and 32, 1,000 gave 3.6 and 37. What the user has set stays.
 */
export const OPENMP_SPINS = 10_000;
