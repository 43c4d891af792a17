import {brief, requireInteger} from "../core/check.js";
import {NdArray} from "../core/ndArray.js";
import {floatData, requireArray} from "../core/requireArray.js";

/** One image with channels or a batch of them, with the axis lengths by name. */
export interface Volume {
  /** Number of images; 1 for an array without a batch axis. */
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Row by row, the channels of one pixel side by side. */
  readonly data: Float64Array;
}

/**
 * Reads an `NdArray` [height, width, channels] or [batch, height, width, channels].
 *
 * @param where  The calling function, for the message.
 * @throws {TypeError} When it is no `NdArray` or has another number of axes.
 */
export function volumeOf(where: string, name: string, array: unknown): Volume {
  if (!(array instanceof NdArray))
    throw new TypeError(
      `${where}: ${name} must be an NdArray [height, width, channels], got ${brief(array)}`,
    );
  const {shape} = array;
  if (shape.length !== 3 && shape.length !== 4) {
    const hint = shape.length === 2 ? `; add a channel axis with reshape([${shape}, 1])` : "";
    throw new TypeError(
      `${where}: ${name} must have axes [height, width, channels], with [batch] before them or without, got shape [${shape}]${hint}`,
    );
  }
  if (array.data.length === 0)
    throw new RangeError(`${where}: ${name} must hold at least one number, got shape [${shape}]`);
  const [batch, height, width, channels] = shape.length === 3 ? [1, ...shape] : shape;
  return {batch, height, width, channels, data: floatData(array)};
}

/** An array with the input's batch axis, where it has one, and other lengths behind it. */
export function likeInput(input: NdArray, lengths: readonly number[], data: Float64Array): NdArray {
  return new NdArray(input.shape.length === 4 ? [input.shape[0], ...lengths] : lengths, data);
}

/** The filters of a convolution, checked against the channels of its input. */
export interface Filters {
  /** Taps down and across. */
  readonly rows: number;
  readonly columns: number;
  /** Input channels that one filter sees: channels / groups. */
  readonly depth: number;
  /** Number of filters: channels of the output. */
  readonly filters: number;
  /** Filters of one group: filters / groups. */
  readonly share: number;
  readonly groups: number;
  /** [rows, columns, depth, filters]. */
  readonly data: Float64Array;
}

/**
 * Reads filters [rows, columns, channels / groups, filters]: the layout of TensorFlow.js.
 *
 * @throws {RangeError} When channels or filters do not fit the groups.
 */
export function filtersOf(where: string, w: NdArray, channels: number, groups: number): Filters {
  requireInteger(where, "groups", groups, 1);
  const array = requireArray(where, "w", w, ["rows", "columns", "channels", "filters"]);
  const [rows, columns, depth, filters] = array.shape;
  if (channels % groups !== 0 || filters % groups !== 0)
    throw new RangeError(
      `${where}: groups must divide channels and filters, got ${groups} groups, ${channels} channels, ${filters} filters`,
    );
  if (depth !== channels / groups)
    throw new RangeError(
      `${where}: each filter must see channels / groups = ${channels / groups} channels, got ${depth} in w of shape [${w.shape}]`,
    );
  return {rows, columns, depth, filters, share: filters / groups, groups, data: floatData(array)};
}

/** The bias of each filter, or nothing where there is none. */
export function biasesOf(where: string, b: NdArray | undefined, filters: number): Float64Array | undefined {
  if (b === undefined) return undefined;
  const array = requireArray(where, "b", b, ["filters"]);
  if (array.data.length !== filters)
    throw new RangeError(
      `${where}: b must hold one bias for each of ${filters} filters, got ${array.data.length}`,
    );
  return floatData(array);
}

/** Fills an output with each filter's bias, once for each place. */
export function startWithBiases(size: number, biases: Float64Array | undefined): Float64Array {
  const out = new Float64Array(size);
  if (biases) for (let to = 0; to < size; to++) out[to] = biases[to % biases.length];
  return out;
}

/** Sum of the slopes over every place: the slope by each filter's bias. */
export function biasSlopes(slopes: Float64Array, filters: number): NdArray {
  const sums = new Float64Array(filters);
  for (let at = 0; at < slopes.length; at += filters)
    for (let k = 0; k < filters; k++) sums[k] += slopes[at + k];
  return new NdArray([filters], sums);
}
