// Exercise l03-flatten: from a picture to a vector
function myFlatten(image: number[][][]): number[] {
  // TODO: row by row, pixel by pixel, channel by channel.
  throw new NotAttempted("replace this line with your loops");
}
