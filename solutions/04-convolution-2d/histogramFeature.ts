const CELL = 7;
const CELLS = 4;
const BINS = 8;

/**
 * A gradient is a difference of neighbours, so brightness drops out. Its orientation chooses the bin (opposite directions
 * share one: adding half a turn and taking the remainder folds them), its length is the vote, and the cell it lies in
 * chooses the histogram. Scaling the list to length 1 makes faint and bold digits alike.
 */
export function histogramFeature(image: number[][]): number[] {
  const feature = new Array<number>(CELLS * CELLS * BINS).fill(0);
  for (let y = 0; y < image.length; y++) {
    for (let x = 0; x < image[0].length; x++) {
      const dx = image[y][Math.min(x + 1, image[0].length - 1)] - image[y][Math.max(x - 1, 0)];
      const dy = image[Math.min(y + 1, image.length - 1)][x] - image[Math.max(y - 1, 0)][x];
      const angle = (Math.atan2(dy, dx) + 2 * Math.PI) % Math.PI;
      const bin = Math.floor((angle / Math.PI) * BINS) % BINS;
      const cell = Math.floor(y / CELL) * CELLS + Math.floor(x / CELL);
      feature[cell * BINS + bin] += Math.hypot(dx, dy);
    }
  }
  const length = Math.hypot(...feature);
  return length === 0 ? feature : feature.map(value => value / length);
}
