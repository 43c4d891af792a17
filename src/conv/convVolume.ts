import type {NdArray} from "../core/ndArray.js";
import {eachOverlap} from "./eachOverlap.js";
import {biasesOf, filtersOf, likeInput, startWithBiases, volumeOf} from "./volume.js";
import {type DilatedWindowOptions, windowGeometry} from "./windowGeometry.js";

/** How filters move over a volume. */
export interface ConvOptions extends DilatedWindowOptions {
  /**
   * Channels and filters are cut into this many equal parts; the filters of a part see its channels only. 1 unless given,
   * so that every filter sees every channel.
   */
  readonly groups?: number;
}

/**
 * A convolution layer's sum: each filter reaches through all channels under its window, adds up all products and then its
 * bias, once: `out[y][x][k] = b[k] + sum over i, j, c of x[y * stride + i][x * stride + j][c] * w[i][j][c][k]`. The filters
 * are not flipped, as in every library.
 *
 * @param x  [height, width, channels] or [batch, height, width, channels]; not changed.
 * @param w  [rows, columns, channels / groups, filters].
 * @param b  [filters]; no bias where it is left out.
 * @param options  `strides`, `padding`, `dilations`, `groups`.
 * @returns [outputSize of the heights, outputSize of the widths, filters], behind a batch axis where x has one; Float64.
 * @throws {RangeError} When channels, filters, biases and groups do not fit one another, or a filter is larger than the padded volume.
 * @source Dumoulin and Visin (2016), arXiv:1603.07285, chapter 2; groups: Krizhevsky, Sutskever and Hinton (2012),
 *   "ImageNet classification with deep convolutional neural networks", section 3.2.
 *
 * @example
 * const x = NdArray.fromNested([[[1, 2], [3, 4]]]); // one row, two pixels, two channels
 * const w = NdArray.fromNested([[[[10], [1]]]]); // 1 x 1, two channels, one filter
 * convVolume(x, w, NdArray.fromNested([100])).toNested() // => [[[112], [134]]]
 */
export function convVolume(x: NdArray, w: NdArray, b?: NdArray, options: ConvOptions = {}): NdArray {
  const input = volumeOf("convVolume", "x", x);
  const {channels, data: pixels} = input;
  const {
    rows,
    columns,
    depth,
    filters,
    share,
    groups,
    data: weights,
  } = filtersOf("convVolume", w, channels, options.groups ?? 1);
  const window = windowGeometry("convVolume", [input.height, input.width], [rows, columns], options);
  const places = input.batch * window.height * window.width;
  const out = startWithBiases(places * filters, biasesOf("convVolume", b, filters));
  eachOverlap(input.batch, window, (place, pixel, tap, run) => {
    for (let t = 0; t < run; t++) {
      for (let g = 0; g < groups; g++) {
        const to = place * filters + g * share; // the first output of this group
        for (let c = 0; c < depth; c++) {
          const value = pixels[(pixel + t) * channels + g * depth + c];
          const weight = ((tap + t) * depth + c) * filters + g * share;
          for (let k = 0; k < share; k++) out[to + k] += value * weights[weight + k];
        }
      }
    }
  });
  return likeInput(x, [window.height, window.width, filters], out);
}
