// Exercise l02-dilated: a kernel with gaps
function myDilated(signal: number[], kernel: number[], dilation: number): number[] {
  // TODO: weight j lies `j * dilation` samples after the first one. At how many places does all of it fit?
  throw new NotAttempted("replace this line with your loops");
}
