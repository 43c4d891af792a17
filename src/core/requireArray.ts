import {brief} from "./check.js";
import {NdArray} from "./ndArray.js";

/**
 * Throws unless `value` is an `NdArray` with the named axes, each at least 1 long.
 *
 * @param where  The calling function, for the message.
 * @param axes  Names of the axes, outermost first: `["batch", "features"]`.
 */
export function requireArray(where: string, name: string, value: unknown, axes: readonly string[]): NdArray {
  const layout = `[${axes.join(", ")}]`;
  if (!(value instanceof NdArray))
    throw new TypeError(`${where}: ${name} must be an NdArray ${layout}, got ${brief(value)}`);
  if (value.shape.length !== axes.length)
    throw new TypeError(`${where}: ${name} must have axes ${layout}, got shape [${value.shape}]`);
  if (value.data.length === 0)
    throw new RangeError(`${where}: ${name} must hold at least one number, got shape [${value.shape}]`);
  return value;
}

/** Throws unless the array has exactly this shape. */
export function requireShape(where: string, name: string, value: unknown, shape: readonly number[]): NdArray {
  if (!(value instanceof NdArray))
    throw new TypeError(`${where}: ${name} must be an NdArray [${shape}], got ${brief(value)}`);
  if (value.shape.length !== shape.length || value.shape.some((length, axis) => length !== shape[axis]))
    throw new RangeError(`${where}: ${name} must have shape [${shape}], got [${value.shape}]`);
  return value;
}

/**
 * The numbers in Float64: the array's own where it is Float64 already, else a copy. Loops over one kind of array run
 * several times as fast as loops that meet many, and sums of 8-bit or float32 numbers lose nothing.
 */
export function floatData(array: NdArray): Float64Array {
  return array.data instanceof Float64Array ? array.data : Float64Array.from(array.data);
}
