// Exercise l05-conv-matrix: the matrix behind a kernel
function myConvMatrix(height: number, width: number, kernel: number[][]): number[][] {
  // TODO: for each place a row of height * width numbers, the kernel's weights at the pixels under it.
  throw new NotAttempted("replace this line with your loops");
}
