// Exercise l06-max-pool: pool a volume
function myMaxPool(volume: number[][][], size: number, stride: number, padding: number): number[][][] {
  // TODO: for every place (y, x) and every channel c, the largest pixel under the window.
  throw new NotAttempted("replace this line with your loops");
}
