import type {NdArray} from "../core/ndArray.js";
import {requireArray} from "../core/requireArray.js";
import {convVolume} from "./convVolume.js";
import {type ConvSlopes, convVolumeBackward} from "./convVolumeBackward.js";
import type {WindowOptions} from "./outputSize.js";

/** How filters move over a sequence. */
export interface SequenceOptions extends WindowOptions {
  /** As in `ConvOptions`; 1 unless given. */
  readonly groups?: number;
}

/**
 * One-dimensional convolution with many channels: samples of a sound, or words of a text with the numbers of each word as
 * channels. A sequence is an image one pixel high.
 *
 * @param x  [length, channels] or [batch, length, channels]; not changed.
 * @param w  [taps, channels / groups, filters].
 * @param b  [filters]; no bias where it is left out.
 * @param options  `stride`, `padding`, `dilation`, `groups`.
 * @returns [outputSize of the length, filters], behind a batch axis where x has one.
 * @throws {RangeError} When w does not fit x.
 *
 * @example
 * const [x, w] = [[[1, 10], [2, 20], [3, 30]], [[[1], [1]], [[0], [-1]]]].map(part => NdArray.fromNested(part));
 * convSequence(x, w).toNested() // => [[-9], [-8]]
 */
export function convSequence(x: NdArray, w: NdArray, b?: NdArray, options: SequenceOptions = {}): NdArray {
  const flat = asRow("convSequence", x);
  const out = convVolume(flat, asFlatFilters("convSequence", w), b, asVolumeOptions(options));
  return out.reshape([...out.shape.slice(0, -3), ...out.shape.slice(-2)]);
}

/**
 * The backward pass of `convSequence`.
 *
 * @param x  As in the forward pass; not changed.
 * @param w  As in the forward pass; not changed.
 * @param dy  Slope of the loss by each output, shaped as the output.
 * @param options  The options of the forward pass.
 *
 * @example
 * const [x, w, dy] = [[[1], [2]], [[[5]]], [[1], [10]]].map(part => NdArray.fromNested(part));
 * convSequenceBackward(x, w, dy).dw.toNested() // => [[[21]]]
 */
export function convSequenceBackward(
  x: NdArray,
  w: NdArray,
  dy: NdArray,
  options: SequenceOptions = {},
): ConvSlopes {
  const where = "convSequenceBackward";
  const filters = asFlatFilters(where, w);
  const {dx, dw, db} = convVolumeBackward(
    asRow(where, x),
    filters,
    asRow(where, dy),
    asVolumeOptions(options),
  );
  return {dx: dx.reshape(x.shape), dw: dw.reshape(w.shape), db};
}

/** [length, channels] as an image [1, length, channels]; the batch axis stays in front. */
function asRow(where: string, sequence: NdArray): NdArray {
  const axes = sequence?.shape?.length === 3 ? ["batch", "length", "channels"] : ["length", "channels"];
  const {shape} = requireArray(where, "x", sequence, axes);
  return sequence.reshape([...shape.slice(0, -2), 1, ...shape.slice(-2)]);
}

function asFlatFilters(where: string, w: NdArray): NdArray {
  return requireArray(where, "w", w, ["taps", "channels", "filters"]).reshape([1, ...w.shape]);
}

function asVolumeOptions({stride = 1, padding = "valid", dilation = 1, groups = 1}: SequenceOptions) {
  // Nothing slides down, so padding above and below would only add rows of zeros.
  const along = typeof padding === "number" ? ([padding, padding] as const) : padding;
  const sides = typeof along === "string" ? along : ([[0, 0], along] as const);
  return {strides: [1, stride], padding: sides, dilations: [1, dilation], groups} as const;
}
