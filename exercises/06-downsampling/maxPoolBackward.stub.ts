// Exercise l06-max-pool-backward: send the slopes back
function poolSlopes(image: number[][], size: number, stride: number, slopes: number[][]): number[][] {
  // TODO: the slope of each maximum goes to the pixel that was the maximum.
  throw new NotAttempted("replace this line with your backward pass");
}
