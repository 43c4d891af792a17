import {brief, requireInteger} from "../core/check.js";

/**
 * Zero padding along one axis:
 * - `"valid"`: none;
 * - `"same"`: as much as gives ceil(input / stride) places, an odd pixel going after the data (TensorFlow's rule);
 * - `"full"`: kernel - 1 on both sides, so that every overlap counts;
 * - a number of pixels on both sides, or `[before, after]`.
 */
export type AxisPadding = "valid" | "same" | "full" | number | readonly [number, number];

/** How a window moves along one axis, in pixels. */
export interface WindowOptions {
  /** Step from one place to the next; 1 unless given. */
  readonly stride?: number;
  /** `"valid"` unless given. */
  readonly padding?: AxisPadding;
  /** Distance between the taps of the window; 1 unless given. */
  readonly dilation?: number;
}

/**
 * Number of places a window of `kernel` pixels fits on an axis of `input` pixels:
 * `floor((input + before + after - kernel) / stride) + 1`. A dilated window is `(kernel - 1) * dilation + 1` long.
 *
 * @param input  Axis length before padding, in pixels.
 * @param kernel  Window length, in pixels.
 * @param options  Step, zero padding and dilation along this axis, in pixels.
 * @returns Axis length of the output, an integer >= 1.
 * @throws {RangeError} When the window is longer than the padded axis.
 * @source Dumoulin and Visin (2016), arXiv:1603.07285, chapter 2.
 *
 * @example
 * outputSize(28, 5) // => 24
 * outputSize(28, 3, {stride: 2, padding: [1, 1]}) // => 14
 * outputSize(28, 5, {padding: "full"}) // => 32
 * outputSize(28, 3, {dilation: 2}) // => 24
 */
export function outputSize(input: number, kernel: number, options: WindowOptions = {}): number {
  requireInteger("outputSize", "input", input, 1);
  const {stride = 1, padding = "valid", dilation = 1} = options;
  const extent = dilatedSize("outputSize", kernel, dilation);
  const [before, after] = paddingPixels("outputSize", input, extent, stride, padding);
  const padded = input + before + after;
  if (extent > padded)
    throw new RangeError(
      `outputSize: kernel must fit the padded input, got kernel ${extent} and input ${input} with padding [${before}, ${after}]`,
    );
  return Math.floor((padded - extent) / stride) + 1;
}

/** Pixels from the first tap of a window to its last, both counted: `(kernel - 1) * dilation + 1`. */
export function dilatedSize(where: string, kernel: number, dilation: number): number {
  requireInteger(where, "kernel", kernel, 1);
  requireInteger(where, "dilation", dilation, 1);
  return (kernel - 1) * dilation + 1;
}

/**
 * Zeros before and after an axis, in pixels, for any way of asking for them.
 *
 * @param where  The function the learner called, for messages.
 * @source The "same" rule is TensorFlow's: ceil(input / stride) places, an odd pixel goes after.
 */
export function paddingPixels(
  where: string,
  input: number,
  kernel: number,
  stride: number,
  padding: AxisPadding,
): readonly [number, number] {
  requireInteger(where, "kernel", kernel, 1);
  requireInteger(where, "stride", stride, 1);
  if (padding === "valid") return [0, 0];
  if (padding === "full") return [kernel - 1, kernel - 1];
  if (padding === "same") {
    const total = Math.max(0, (Math.ceil(input / stride) - 1) * stride + kernel - input);
    return [Math.floor(total / 2), Math.ceil(total / 2)];
  }
  if (typeof padding !== "number" && !(Array.isArray(padding) && padding.length === 2))
    throw new TypeError(
      `${where}: padding must be "valid", "same", "full", a number or [before, after], got ${brief(padding)}`,
    );
  const [before, after] = typeof padding === "number" ? [padding, padding] : padding;
  return [requireInteger(where, "padding", before, 0), requireInteger(where, "padding", after, 0)];
}
