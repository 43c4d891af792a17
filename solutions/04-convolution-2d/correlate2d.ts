/**
 * Four loops. The outer two visit every place where the kernel fits, `image.length - kernel.length + 1` down and likewise
 * across; the inner two multiply each kernel cell with the pixel under it. `sum` is declared inside the place loops, so
 * every place starts at 0, and it is a plain number, so nothing is cut off.
 */
export function myCorrelate2d(image: number[][], kernel: number[][]): number[][] {
  const result: number[][] = [];
  for (let y = 0; y + kernel.length <= image.length; y++) {
    const row: number[] = [];
    for (let x = 0; x + kernel[0].length <= image[0].length; x++) {
      let sum = 0;
      for (let i = 0; i < kernel.length; i++) {
        for (let j = 0; j < kernel[0].length; j++) sum += kernel[i][j] * image[y + i][x + j];
      }
      row.push(sum);
    }
    result.push(row);
  }
  return result;
}
