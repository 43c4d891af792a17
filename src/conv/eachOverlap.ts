import type {WindowGeometry} from "./windowGeometry.js";

/**
 * Moves a window over a batch of images and visits what lies under it, a run of neighbouring pixels at a time. Every operation
 * with a window is a few lines inside this loop: convolution gathers from the pixels to the place, its backward pass scatters
 * from the place to the pixels, pooling compares or adds up.
 *
 * Pixels of the padding are not visited: they are zeros and belong to nobody.
 *
 * @param batch  Number of images.
 * @param window  Where the window stands.
 * @param visit  Called with `place`, counted over batch, height and width of the output; `pixel`, the first of the run, counted over
 *   batch, height and width of the input; `tap`, the first of the run, counted over rows and columns of the window; and
 *   `run`: pixel + 1 lies under tap + 1, and so on, `run` in all. Under a dilated window every run is one pixel long.
 */
export function eachOverlap(
  batch: number,
  window: WindowGeometry,
  visit: (place: number, pixel: number, tap: number, run: number) => void,
): void {
  const {inputHeight, inputWidth, height, width, rows, columns} = window;
  for (let n = 0; n < batch; n++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const place = (n * height + y) * width + x;
        const left = x * window.across - window.left; // column of the first tap
        for (let i = 0; i < rows; i++) {
          const row = y * window.down + i * window.rowGap - window.top;
          if (row < 0 || row >= inputHeight) continue;
          const start = (n * inputHeight + row) * inputWidth;
          if (window.columnGap === 1) {
            const first = Math.max(0, -left);
            const last = Math.min(columns, inputWidth - left);
            if (first < last) visit(place, start + left + first, i * columns + first, last - first);
          } else {
            for (let j = 0; j < columns; j++) {
              const column = left + j * window.columnGap;
              if (column >= 0 && column < inputWidth) visit(place, start + column, i * columns + j, 1);
            }
          }
        }
      }
    }
  }
}
