/**
 * Six loops: place (y, column) and filter k of the result, then cell (i, j) and channel c of the filter. The sum starts with
 * the filter's bias, so that it counts once. A pixel outside the volume is padding, a zero, and adds nothing. The channels
 * are summed like the cells: one number for each place and filter, whatever the depth of the input.
 */
export function myConvVolume(
  x: number[][][],
  w: number[][][][],
  b: number[],
  stride: number,
  pad: number,
): number[][][] {
  const height = Math.floor((x.length + 2 * pad - w.length) / stride) + 1;
  const width = Math.floor((x[0].length + 2 * pad - w[0].length) / stride) + 1;
  const result: number[][][] = [];
  for (let y = 0; y < height; y++) {
    const row: number[][] = [];
    for (let column = 0; column < width; column++) {
      row.push(b.map((bias, k) => bias + sumUnder(x, w, k, y * stride - pad, column * stride - pad)));
    }
    result.push(row);
  }
  return result;
}

/** All products of filter k with the window whose first pixel is (top, left). */
function sumUnder(x: number[][][], w: number[][][][], k: number, top: number, left: number): number {
  let sum = 0;
  for (let i = 0; i < w.length; i++) {
    for (let j = 0; j < w[0].length; j++) {
      const pixel = x[top + i]?.[left + j];
      if (pixel === undefined) continue;
      for (let c = 0; c < pixel.length; c++) sum += w[i][j][c][k] * pixel[c];
    }
  }
  return sum;
}
