// Exercise l05-conv-volume: convolve a volume
function myConvVolume(
  x: number[][][],
  w: number[][][][],
  b: number[],
  stride: number,
  pad: number,
): number[][][] {
  // TODO: for each place and each filter, its bias and the products over the window and all channels.
  throw new NotAttempted("replace this line with your loops");
}
