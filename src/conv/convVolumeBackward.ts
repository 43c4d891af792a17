import {NdArray} from "../core/ndArray.js";
import {floatData, requireShape} from "../core/requireArray.js";
import type {ConvOptions} from "./convVolume.js";
import {eachOverlap} from "./eachOverlap.js";
import {biasSlopes, filtersOf, volumeOf} from "./volume.js";
import {windowGeometry} from "./windowGeometry.js";

/** Slopes of the loss by the three things that a layer with weights is given. */
export interface ConvSlopes {
  /** By the input, shaped as x. */
  readonly dx: NdArray;
  /** By the weights, shaped as w. */
  readonly dw: NdArray;
  /** By the biases, [filters]: the sum of dy over all places; nothing is averaged. */
  readonly db: NdArray;
}

/**
 * The backward pass of `convVolume`, for any stride, padding, dilation and number of groups. Each product `value * weight`
 * of the forward pass went into one output; on the way back that output's slope goes to the value times the weight, and
 * to the weight times the value.
 *
 * @param x  As in the forward pass; not changed.
 * @param w  As in the forward pass; not changed.
 * @param dy  Slope of the loss by each output, shaped as the output.
 * @param options  The options of the forward pass.
 * @throws {RangeError} When dy has not the output's shape.
 * @source Dumoulin and Visin (2016), arXiv:1603.07285, chapter 4.
 *
 * @example
 * const x = NdArray.fromNested([[[1], [2], [4]]]);
 * const w = NdArray.fromNested([[[[3]], [[5]]]]);
 * const {dx, dw, db} = convVolumeBackward(x, w, NdArray.fromNested([[[1], [10]]]));
 * dx.toNested() // => [[[3], [35], [50]]]
 * dw.toNested() // => [[[[21]], [[42]]]]
 * db.toNested() // => [11]
 */
export function convVolumeBackward(
  x: NdArray,
  w: NdArray,
  dy: NdArray,
  options: ConvOptions = {},
): ConvSlopes {
  const where = "convVolumeBackward";
  const input = volumeOf(where, "x", x);
  const {channels, data: pixels} = input;
  const {
    rows,
    columns,
    depth,
    filters,
    share,
    groups,
    data: weights,
  } = filtersOf(where, w, channels, options.groups ?? 1);
  const window = windowGeometry(where, [input.height, input.width], [rows, columns], options);
  const outputShape = [...x.shape.slice(0, -3), window.height, window.width, filters];
  const slopes = floatData(requireShape(where, "dy", dy, outputShape));
  const dPixels = new Float64Array(pixels.length);
  const dWeights = new Float64Array(weights.length);
  eachOverlap(input.batch, window, (place, pixel, tap, run) => {
    for (let t = 0; t < run; t++) {
      for (let g = 0; g < groups; g++) {
        const to = place * filters + g * share;
        for (let c = 0; c < depth; c++) {
          const at = (pixel + t) * channels + g * depth + c;
          const weight = ((tap + t) * depth + c) * filters + g * share;
          const value = pixels[at];
          let sum = 0;
          for (let k = 0; k < share; k++) {
            const slope = slopes[to + k];
            sum += slope * weights[weight + k];
            dWeights[weight + k] += slope * value;
          }
          dPixels[at] += sum;
        }
      }
    }
  });
  return {
    dx: new NdArray(x.shape, dPixels),
    dw: new NdArray(w.shape, dWeights),
    db: biasSlopes(slopes, filters),
  };
}
