/**
 * An impulse shows the kernel: correlation from its last weight to its first, convolution as it stands. tf.conv1d gives
 * [3, 2, 1], so it does not turn the kernel round: what the library calls convolution is correlation. A kernel that is learned
 * does not care; one that is typed in from a textbook does.
 */
export const myProbe = {signal: [0, 0, 1, 0, 0], kernel: [1, 2, 3], output: [3, 2, 1], is: "correlation"};
