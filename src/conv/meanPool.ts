import {NdArray} from "../core/ndArray.js";
import {floatData, requireShape} from "../core/requireArray.js";
import {eachOverlap} from "./eachOverlap.js";
import {type PoolSize, poolWindow} from "./maxPool.js";
import {likeInput, volumeOf} from "./volume.js";
import type {Window2dOptions, WindowGeometry} from "./windowGeometry.js";

/**
 * Mean pooling: the mean of the values under each window, channel by channel. At the border only real pixels count, both in
 * the sum and in what it is divided by.
 *
 * @param x  [height, width, channels] or [batch, height, width, channels]; not changed.
 * @param size  Side of the window in pixels, or [rows, columns].
 * @param options  `strides`, as long as the window unless given; `padding`.
 * @returns [output height, output width, channels], behind a batch axis where x has one.
 * @throws {RangeError} When the window is larger than the padded volume.
 *
 * @example
 * meanPool(NdArray.fromNested([[[1], [3]], [[4], [2]]]), 2).toNested() // => [[[2.5]]]
 * meanPool(NdArray.fromNested([[[1], [3], [8]]]), [1, 2], {padding: "same"}).toNested() // => [[[2], [8]]]
 */
export function meanPool(x: NdArray, size: PoolSize, options: Window2dOptions = {}): NdArray {
  const {input, window} = poolWindow("meanPool", x, size, options);
  const {batch, channels, data} = input;
  const shares = placeShares("meanPool", batch, window);
  const out = new Float64Array(batch * window.height * window.width * channels);
  eachOverlap(batch, window, (place, pixel, _, run) => {
    for (let t = 0; t < run; t++)
      for (let c = 0; c < channels; c++)
        out[place * channels + c] += shares[place] * data[(pixel + t) * channels + c];
  });
  return likeInput(x, [window.height, window.width, channels], out);
}

/**
 * The backward pass of `meanPool`: the slope of each mean is shared evenly among the pixels that made it.
 *
 * @param x  As in the forward pass; not changed.
 * @param size  As in the forward pass.
 * @param dy  Slope of the loss by each mean, shaped as the output.
 * @param options  The options of the forward pass.
 * @returns Slope of the loss by each input, shaped as x.
 * @throws {RangeError} When dy has not the output's shape.
 *
 * @example
 * const [x, dy] = [[[[5], [5]], [[1], [2]]], [[[8]]]].map(part => NdArray.fromNested(part));
 * meanPoolBackward(x, 2, dy).toNested() // => [[[2], [2]], [[2], [2]]]
 */
export function meanPoolBackward(
  x: NdArray,
  size: PoolSize,
  dy: NdArray,
  options: Window2dOptions = {},
): NdArray {
  const {input, window} = poolWindow("meanPoolBackward", x, size, options);
  const {batch, channels} = input;
  const shape = [...x.shape.slice(0, -3), window.height, window.width, channels];
  const slopes = floatData(requireShape("meanPoolBackward", "dy", dy, shape));
  const shares = placeShares("meanPoolBackward", batch, window);
  const dx = new Float64Array(input.data.length);
  eachOverlap(batch, window, (place, pixel, _, run) => {
    for (let t = 0; t < run; t++)
      for (let c = 0; c < channels; c++)
        dx[(pixel + t) * channels + c] += shares[place] * slopes[place * channels + c];
  });
  return new NdArray(x.shape, dx);
}

/** One over the number of real pixels under the window, for each place. */
function placeShares(where: string, batch: number, window: WindowGeometry): Float64Array {
  const counts = new Float64Array(batch * window.height * window.width);
  eachOverlap(batch, window, (place, _pixel, _tap, run) => {
    counts[place] += run;
  });
  if (counts.includes(0))
    throw new RangeError(
      `${where}: every window must touch the input, got padding as wide as the window [${window.rows}, ${window.columns}]`,
    );
  return counts.map(count => 1 / count);
}

/**
 * Global mean pooling: one number for each channel, wherever in the image its pattern was found.
 *
 * @param x  [height, width, channels] or [batch, height, width, channels]; not changed.
 * @returns [channels] or [batch, channels].
 * @source Lin, Chen and Yan (2013), "Network in network", arXiv:1312.4400, section 3.2.
 *
 * @example
 * globalMeanPool(NdArray.fromNested([[[1, 10], [3, 30]]])).toNested() // => [2, 20]
 */
export function globalMeanPool(x: NdArray): NdArray {
  const {height, width} = volumeOf("globalMeanPool", "x", x);
  const pooled = meanPool(x, [height, width]);
  return pooled.reshape([...pooled.shape.slice(0, -3), pooled.shape[pooled.shape.length - 1]]);
}

/**
 * The backward pass of `globalMeanPool`: every pixel of a channel gets the same share of its slope.
 *
 * @param x  As in the forward pass; not changed.
 * @param dy  [channels] or [batch, channels].
 * @returns Slope of the loss by each input, shaped as x.
 *
 * @example
 * const [x, dy] = [[[[1, 10], [3, 30]]], [4, 6]].map(part => NdArray.fromNested(part));
 * globalMeanPoolBackward(x, dy).toNested() // => [[[2, 3], [2, 3]]]
 */
export function globalMeanPoolBackward(x: NdArray, dy: NdArray): NdArray {
  const {height, width, channels} = volumeOf("globalMeanPoolBackward", "x", x);
  const batch = x.shape.slice(0, -3);
  requireShape("globalMeanPoolBackward", "dy", dy, [...batch, channels]);
  return meanPoolBackward(x, [height, width], dy.reshape([...batch, 1, 1, channels]));
}
