import {matmul} from "../core/matmul.js";
import {NdArray} from "../core/ndArray.js";
import {floatData, requireShape} from "../core/requireArray.js";
import {eachOverlap} from "./eachOverlap.js";
import {biasesOf, filtersOf, likeInput, startWithBiases, volumeOf} from "./volume.js";
import {type DilatedWindowOptions, windowGeometry} from "./windowGeometry.js";

/**
 * Writes what lies under the window at each place into a row of its own: a convolution becomes a matrix product.
 * Pixels are copied as often as windows cover them.
 *
 * @param x  [height, width, channels] or [batch, height, width, channels]; not changed.
 * @param size  [rows, columns] of the window.
 * @param options  `strides`, `padding`, `dilations`.
 * @returns [batch * output height * output width, rows * columns * channels]; the order of weights [rows, columns, channels].
 * @throws {RangeError} When the window is larger than the padded volume.
 * @source Chellapilla, Puri and Simard (2006), "High performance convolutional neural networks for document processing".
 *
 * @example
 * im2col(NdArray.fromNested([[[1], [2], [3]]]), [1, 2]).toNested() // => [[1, 2], [2, 3]]
 */
export function im2col(
  x: NdArray,
  size: readonly [number, number],
  options: DilatedWindowOptions = {},
): NdArray {
  const {batch, height, width, channels, data} = volumeOf("im2col", "x", x);
  const window = windowGeometry("im2col", [height, width], size, options);
  const [places, length] = [batch * window.height * window.width, size[0] * size[1] * channels];
  const columns = new Float64Array(places * length);
  eachOverlap(batch, window, (place, pixel, tap, run) => {
    // Pixels side by side, with all their channels, are numbers side by side in both arrays.
    for (let t = 0; t < run * channels; t++)
      columns[place * length + tap * channels + t] = data[pixel * channels + t];
  });
  return new NdArray([places, length], columns);
}

/**
 * The transpose of `im2col`: adds every number back to the pixel it was copied from. Not its inverse: a pixel under four
 * windows comes back four times as large.
 *
 * @param columns  [batch * output height * output width, rows * columns * channels]; not changed.
 * @param shape  Of the volume: [height, width, channels] or [batch, height, width, channels].
 * @param size  [rows, columns] of the window.
 * @param options  The options of `im2col`.
 * @throws {RangeError} When the columns are not those of such a volume.
 *
 * @example
 * col2im(NdArray.fromNested([[1, 2], [2, 3]]), [1, 3, 1], [1, 2]).toNested() // => [[[1], [4], [3]]]
 */
export function col2im(
  columns: NdArray,
  shape: readonly number[],
  size: readonly [number, number],
  options: DilatedWindowOptions = {},
): NdArray {
  const volume = NdArray.zeros(shape);
  const {batch, height, width, channels} = volumeOf("col2im", "shape", volume);
  const window = windowGeometry("col2im", [height, width], size, options);
  const [places, length] = [batch * window.height * window.width, size[0] * size[1] * channels];
  const data = floatData(requireShape("col2im", "columns", columns, [places, length]));
  eachOverlap(batch, window, (place, pixel, tap, run) => {
    for (let t = 0; t < run * channels; t++)
      volume.data[pixel * channels + t] += data[place * length + tap * channels + t];
  });
  return volume;
}

/**
 * `convVolume` as one matrix product: `im2col(x) * w + b`, with w as a matrix [rows * columns * channels, filters].
 *
 * @param x  [height, width, channels] or [batch, height, width, channels]; not changed.
 * @param w  [rows, columns, channels, filters].
 * @param b  [filters]; no bias where it is left out.
 * @param options  `strides`, `padding`, `dilations`.
 * @returns As `convVolume`.
 *
 * @example
 * const [x, w] = [[[[1], [2], [4]]], [[[[3]], [[5]]]]].map(part => NdArray.fromNested(part));
 * convByMatrix(x, w).toNested() // => [[[13], [26]]]
 */
export function convByMatrix(
  x: NdArray,
  w: NdArray,
  b?: NdArray,
  options: DilatedWindowOptions = {},
): NdArray {
  const {height, width, channels} = volumeOf("convByMatrix", "x", x);
  const {rows, columns, filters} = filtersOf("convByMatrix", w, channels, 1);
  const window = windowGeometry("convByMatrix", [height, width], [rows, columns], options);
  const product = matmul(
    im2col(x, [rows, columns], options),
    w.reshape([rows * columns * channels, filters]),
  );
  const biases = startWithBiases(product.data.length, biasesOf("convByMatrix", b, filters));
  const out = biases.map((bias, at) => bias + product.data[at]);
  return likeInput(x, [window.height, window.width, filters], out);
}
