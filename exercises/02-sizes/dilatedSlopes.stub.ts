// Exercise l02-dilated-slopes: what a dilated kernel owes to its inputs
function dilatedSlopes(
  signal: number[],
  kernel: number[],
  slopes: number[],
  dilation: number,
): {dSignal: number[]; dKernel: number[]} {
  // TODO: every product of the forward pass hands slopes[x] to both of its factors, times the other one.
  throw new NotAttempted("replace this line with your loops");
}
