// Exercise l01-correlate1d: slide, multiply, sum
function myCorrelate1d(signal: number[], kernel: number[]): number[] {
  // TODO: one loop chooses the place x, one loop walks over the kernel (j).
  throw new NotAttempted("replace this line with your loops");
}
