/**
 * A step to the next channel is one number, to the next pixel `channels` numbers, to the next row `width * channels`. The sum
 * of the steps is the place in the vector: `(y * width + x) * channels + c`. Every library's tensor finds its numbers so.
 */
export function myUnflatten(vector: number[], height: number, width: number, channels: number): number[][][] {
  const image: number[][][] = [];
  for (let y = 0; y < height; y++) {
    const row: number[][] = [];
    for (let x = 0; x < width; x++) {
      const start = (y * width + x) * channels;
      row.push(vector.slice(start, start + channels));
    }
    image.push(row);
  }
  return image;
}
