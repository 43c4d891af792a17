import {NdArray} from "../core/ndArray.js";
import {floatData, requireShape} from "../core/requireArray.js";
import type {ConvSlopes} from "./convVolumeBackward.js";
import {eachOverlap} from "./eachOverlap.js";
import {likeInput, type Volume, volumeOf} from "./volume.js";
import {type DilatedWindowOptions, type WindowGeometry, windowGeometry} from "./windowGeometry.js";

/**
 * A locally connected layer: windows as in a convolution, but every place has weights and biases of its own; nothing is
 * shared. `out[y][x][k] = b[y][x][k] + sum over i, j, c of x[...][c] * w[y][x][i][j][c][k]`.
 *
 * @param x  [height, width, channels] or [batch, height, width, channels]; not changed.
 * @param w  [output height, output width, rows, columns, channels, filters].
 * @param b  [output height, output width, filters]; no bias where it is left out.
 * @param options  `strides`, `padding`, `dilations`.
 * @returns [output height, output width, filters], behind a batch axis where x has one.
 * @throws {RangeError} When w has not one set of filters for each place.
 *
 * @example
 * const x = NdArray.fromNested([[[1], [1], [1]]]);
 * locallyConnected(x, new NdArray([1, 3, 1, 1, 1, 1], new Float64Array([5, 6, 7]))).toNested() // => [[[5], [6], [7]]]
 */
export function locallyConnected(
  x: NdArray,
  w: NdArray,
  b?: NdArray,
  options: DilatedWindowOptions = {},
): NdArray {
  const {input, window, filters} = localWindow("locallyConnected", x, w, options);
  const {batch, channels, data: pixels} = input;
  const weights = floatData(w);
  const places = window.height * window.width;
  const taps = window.rows * window.columns;
  const out = new Float64Array(batch * places * filters);
  if (b) {
    const biases = floatData(
      requireShape("locallyConnected", "b", b, [window.height, window.width, filters]),
    );
    for (let n = 0; n < batch; n++) out.set(biases, n * biases.length);
  }
  eachOverlap(batch, window, (place, pixel, tap, run) => {
    for (let t = 0; t < run * channels; t++) {
      const weight = (((place % places) * taps + tap) * channels + t) * filters;
      for (let k = 0; k < filters; k++)
        out[place * filters + k] += pixels[pixel * channels + t] * weights[weight + k];
    }
  });
  return likeInput(x, [window.height, window.width, filters], out);
}

/**
 * The backward pass of `locallyConnected`; db is shaped [output height, output width, filters].
 *
 * @param x  As in the forward pass; not changed.
 * @param w  As in the forward pass; not changed.
 * @param dy  Slope of the loss by each output, shaped as the output.
 * @param options  The options of the forward pass.
 *
 * @example
 * const w = new NdArray([1, 2, 1, 1, 1, 1], new Float64Array([5, 6]));
 * locallyConnectedBackward(NdArray.fromNested([[[1], [2]]]), w, NdArray.fromNested([[[1], [10]]])).dw.data // => new Float64Array([1, 20])
 */
export function locallyConnectedBackward(
  x: NdArray,
  w: NdArray,
  dy: NdArray,
  options: DilatedWindowOptions = {},
): ConvSlopes {
  const where = "locallyConnectedBackward";
  const {input, window, filters} = localWindow(where, x, w, options);
  const {batch, channels, data: pixels} = input;
  const weights = floatData(w);
  const places = window.height * window.width;
  const taps = window.rows * window.columns;
  const outputShape = [...x.shape.slice(0, -3), window.height, window.width, filters];
  const slopes = floatData(requireShape(where, "dy", dy, outputShape));
  const dPixels = new Float64Array(pixels.length);
  const dWeights = new Float64Array(weights.length);
  eachOverlap(batch, window, (place, pixel, tap, run) => {
    for (let t = 0; t < run * channels; t++) {
      const at = pixel * channels + t;
      const weight = (((place % places) * taps + tap) * channels + t) * filters;
      for (let k = 0; k < filters; k++) {
        const slope = slopes[place * filters + k];
        dPixels[at] += slope * weights[weight + k];
        dWeights[weight + k] += slope * pixels[at];
      }
    }
  });
  const dBiases = new Float64Array(places * filters);
  for (let at = 0; at < slopes.length; at++) dBiases[at % dBiases.length] += slopes[at];
  return {
    dx: new NdArray(x.shape, dPixels),
    dw: new NdArray(w.shape, dWeights),
    db: new NdArray([window.height, window.width, filters], dBiases),
  };
}

function localWindow(
  where: string,
  x: NdArray,
  w: NdArray,
  options: DilatedWindowOptions,
): {input: Volume; window: WindowGeometry; filters: number} {
  const input = volumeOf(where, "x", x);
  if (!(w instanceof NdArray) || w.shape.length !== 6)
    throw new TypeError(
      `${where}: w must be an NdArray [output height, output width, rows, columns, channels, filters], got ${w instanceof NdArray ? `shape [${w.shape}]` : typeof w}`,
    );
  const [, , rows, columns, , filters] = w.shape;
  const window = windowGeometry(where, [input.height, input.width], [rows, columns], options);
  requireShape(where, "w", w, [window.height, window.width, rows, columns, input.channels, filters]);
  return {input, window, filters};
}
