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
