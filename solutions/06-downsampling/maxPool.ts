/**
 * The window at place (y, x) begins at row `y * stride - padding`, which may lie before the image. `best` starts at -Infinity and
 * sees real pixels only, so neither a 0 to start with nor the zeros of a padded border can win over negative pixels.
 */
export function myMaxPool(volume: number[][][], size: number, stride: number, padding: number): number[][][] {
  const rows = Math.floor((volume.length + 2 * padding - size) / stride) + 1;
  const columns = Math.floor((volume[0].length + 2 * padding - size) / stride) + 1;
  const result: number[][][] = [];
  for (let y = 0; y < rows; y++) {
    const line: number[][] = [];
    for (let x = 0; x < columns; x++) {
      const maxima: number[] = [];
      for (let c = 0; c < volume[0][0].length; c++) {
        let best = Number.NEGATIVE_INFINITY;
        for (let i = 0; i < size; i++) {
          for (let j = 0; j < size; j++) {
            const pixels = volume[y * stride + i - padding]?.[x * stride + j - padding];
            if (pixels !== undefined) best = Math.max(best, pixels[c]);
          }
        }
        maxima.push(best);
      }
      line.push(maxima);
    }
    result.push(line);
  }
  return result;
}
