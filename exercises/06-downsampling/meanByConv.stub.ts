// Exercise l06-mean-by-conv: mean pooling is a convolution
function meanByConv(image: number[][], size: number, stride: number, padding: number): number[][] {
  // TODO: correlate2d with the right kernel and options, and the right divisor for every window.
  throw new NotAttempted("replace this line with your convolutions");
}
