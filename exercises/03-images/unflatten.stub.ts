// Exercise l03-unflatten: and back to a picture
function myUnflatten(vector: number[], height: number, width: number, channels: number): number[][][] {
  // TODO: `height` rows of `width` pixels with `channels` numbers each.
  throw new NotAttempted("replace this line with your loops");
}
