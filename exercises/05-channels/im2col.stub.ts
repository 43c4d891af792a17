// Exercise l05-im2col: windows as rows of a matrix
function myIm2col(x: number[][][], rows: number, columns: number, stride: number): number[][] {
  // TODO: one row for each place: the window's cells row by row, the channels of a cell side by side.
  throw new NotAttempted("replace this line with your loops");
}
