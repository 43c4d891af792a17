// Exercise l04-correlate2d: slide the kernel yourself
function myCorrelate2d(image: number[][], kernel: number[][]): number[][] {
  // TODO: two loops choose the place (y, x), two loops walk over the kernel (i, j).
  throw new NotAttempted("replace this line with your loops");
}
