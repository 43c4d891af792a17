import type {WindowGeometry} from "./windowGeometry.js";

/**
 * Moves a window over a batch of images and visits every pair of a place and a pixel that lies under it. Every operation
 * with a window is one line inside this loop: convolution gathers from the pixels to the place, its backward pass
 * scatters from the place to the pixels, pooling compares or adds up.
 *
 * Pixels of the padding are not visited: they are zeros and belong to nobody.
 *
 * @param batch  Number of images.
 * @param window  Where the window stands.
 * @param visit  Called with `place`, counted over batch, height and width of the output; `pixel`, counted over batch, height and
 *   width of the input; and `tap`, counted over rows and columns of the window.
 */
export function eachOverlap(
  batch: number,
  window: WindowGeometry,
  visit: (place: number, pixel: number, tap: number) => void,
): void {
  const {inputHeight, inputWidth, height, width} = window;
  for (let n = 0; n < batch; n++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const place = (n * height + y) * width + x;
        for (let i = 0; i < window.rows; i++) {
          const row = y * window.down + i * window.rowGap - window.top;
          if (row < 0 || row >= inputHeight) continue;
          for (let j = 0; j < window.columns; j++) {
            const column = x * window.across + j * window.columnGap - window.left;
            if (column < 0 || column >= inputWidth) continue;
            visit(place, (n * inputHeight + row) * inputWidth + column, i * window.columns + j);
          }
        }
      }
    }
  }
}
