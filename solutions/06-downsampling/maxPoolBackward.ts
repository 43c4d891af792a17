/**
 * Away from ties a maximum is one pixel, so its slope by that pixel is 1 and by every other pixel 0. The place of the largest
 * pixel is kept as a place in the image, not in the window, and slopes are added: overlapping windows may share their largest
 * pixel.
 */
export function poolSlopes(image: number[][], size: number, stride: number, slopes: number[][]): number[][] {
  const result = image.map(row => row.map(() => 0));
  for (let y = 0; y < slopes.length; y++) {
    for (let x = 0; x < slopes[0].length; x++) {
      let [row, column] = [y * stride, x * stride];
      for (let i = 0; i < size; i++) {
        for (let j = 0; j < size; j++) {
          if (image[y * stride + i][x * stride + j] > image[row][column]) {
            row = y * stride + i;
            column = x * stride + j;
          }
        }
      }
      result[row][column] += slopes[y][x];
    }
  }
  return result;
}
