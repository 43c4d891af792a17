import {brief, requireInteger} from "../core/check.js";
import {type AxisPadding, dilatedSize, outputSize, paddingPixels} from "./outputSize.js";

/** How a window moves over an image. */
export interface Window2dOptions {
  /** Step between places, in pixels: one number, or `[down, across]`; 1 unless given. */
  readonly strides?: number | readonly [number, number];
  /**
   * Zero padding: `"valid"` (none, unless given), `"same"`, `"full"` (see `AxisPadding`), pixels for all four sides, or
   * `[[top, bottom], [left, right]]`.
   */
  readonly padding?:
    | "valid"
    | "same"
    | "full"
    | number
    | readonly [readonly [number, number], readonly [number, number]];
}

/** How a window with gaps between its taps moves over an image. */
export interface DilatedWindowOptions extends Window2dOptions {
  /** Distance between neighbouring taps, in pixels: one number, or `[down, across]`; 1 unless given. */
  readonly dilations?: number | readonly [number, number];
}

/** Where a window stands on an image: everything that loops over places and taps have to know. */
export interface WindowGeometry {
  /** Rows and columns of the image, without padding. */
  readonly inputHeight: number;
  readonly inputWidth: number;
  /** Taps of the window, down and across. */
  readonly rows: number;
  readonly columns: number;
  /** Number of places, down and across: the size of the output. */
  readonly height: number;
  readonly width: number;
  /** Pixels from one place to the next. */
  readonly down: number;
  readonly across: number;
  /** Pixels from one tap to the next. */
  readonly rowGap: number;
  readonly columnGap: number;
  /** Zeros around the image. */
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/**
 * Checks the options of a sliding window and works out where it stands.
 *
 * @param where  The function the learner called, for messages.
 * @param input  [height, width] of the image, in pixels.
 * @param taps  [rows, columns] of the window.
 * @throws {RangeError} When the window is larger than the padded image.
 */
export function windowGeometry(
  where: string,
  [inputHeight, inputWidth]: readonly [number, number],
  [rows, columns]: readonly [number, number],
  options: DilatedWindowOptions,
): WindowGeometry {
  const [down, across] = pairOf(where, "stride", options.strides ?? 1);
  const [rowGap, columnGap] = pairOf(where, "dilation", options.dilations ?? 1);
  const [padY, padX] = axesOf(where, options.padding ?? "valid");
  const tall = dilatedSize(where, rows, rowGap);
  const wide = dilatedSize(where, columns, columnGap);
  const [top, bottom] = paddingPixels(where, inputHeight, tall, down, padY);
  const [left, right] = paddingPixels(where, inputWidth, wide, across, padX);
  requireFit(where, "height", tall, inputHeight + top + bottom);
  requireFit(where, "width", wide, inputWidth + left + right);
  const height = outputSize(inputHeight, tall, {stride: down, padding: [top, bottom]});
  const width = outputSize(inputWidth, wide, {stride: across, padding: [left, right]});
  return {
    ...{inputHeight, inputWidth, rows, columns, height, width},
    ...{down, across, rowGap, columnGap, top, bottom, left, right},
  };
}

function requireFit(where: string, axis: string, kernel: number, input: number): void {
  if (kernel > input)
    throw new RangeError(
      `${where}: kernel must fit the padded image, got ${axis} of kernel ${kernel} and of input ${input}`,
    );
}

/** One number for both axes, or `[down, across]`; the message names the options `strides` and `dilations`. */
function pairOf(
  where: string,
  name: string,
  value: number | readonly [number, number],
): readonly [number, number] {
  const pair = typeof value === "number" ? ([value, value] as const) : value;
  if (!Array.isArray(pair) || pair.length !== 2)
    throw new TypeError(`${where}: ${name}s must be a number or [down, across], got ${brief(value)}`);
  return [requireInteger(where, name, pair[0], 1), requireInteger(where, name, pair[1], 1)];
}

function axesOf(
  where: string,
  padding: NonNullable<Window2dOptions["padding"]>,
): readonly [AxisPadding, AxisPadding] {
  if (typeof padding === "string" || typeof padding === "number") return [padding, padding];
  if (!Array.isArray(padding) || padding.length !== 2)
    throw new TypeError(
      `${where}: padding must be "valid", "same", "full", a number or [[top, bottom], [left, right]], got ${brief(padding)}`,
    );
  return [padding[0], padding[1]];
}
