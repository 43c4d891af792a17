// Exercise l02-pad-same: zeros for "same", odd or even
function padSame(signal: number[], kernel: number, stride: number): number[] {
  // TODO: how many zeros in all, and how many of them before the signal?
  throw new NotAttempted("replace this line with the padded signal");
}
