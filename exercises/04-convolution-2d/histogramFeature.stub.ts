// Exercise l04-histogram-feature: a feature that beats pixels
function histogramFeature(image: number[][]): number[] {
  // TODO: gradients, then one histogram of orientations for every cell of the image.
  throw new NotAttempted("replace this line with your feature");
}
