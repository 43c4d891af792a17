/**
 * Three loops in the order in which the numbers shall come: the outermost changes slowest. Channels change fastest, so the
 * numbers of one pixel stay side by side. That two pixels were neighbours across rows can no longer be seen.
 */
export function myFlatten(image: number[][][]): number[] {
  const vector: number[] = [];
  for (const row of image) {
    for (const pixel of row) {
      for (const level of pixel) vector.push(level);
    }
  }
  return vector;
}
