const settings = {a: [9, 4, 2, 0, 1], b: [9, 4, 2, 1, 1], c: [5, 2, 2, 0, 2], d: [11, 2, 3, 0, 1]};

/**
 * Mark what every window touches, and count the samples without a mark. In a the last step does not fit, so a sample is left over
 * at the end. In b what is left over is a zero of the padding, so every sample is used. In c the stride keeps step with the
 * dilation: all windows share their gaps, and every second sample is lost. In d the stride is larger than the kernel and jumps
 * over samples.
 */
export const unusedGuess = Object.values(settings).map(([input, kernel, stride, padding, dilation]) => {
  const isTouched = new Array<boolean>(input + 2 * padding).fill(false);
  for (let x = 0; x + (kernel - 1) * dilation < isTouched.length; x += stride) {
    for (let j = 0; j < kernel; j++) isTouched[x + j * dilation] = true;
  }
  return isTouched.slice(padding, padding + input).filter(touched => !touched).length;
});
