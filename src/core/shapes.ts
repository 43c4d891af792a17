import {brief, requireInteger} from "./check.js";

/** Numbers in arrays in arrays, as deep as the shape has axes. */
export type NestedNumbers = number | readonly NestedNumbers[];

/**
 * Number of elements in an array of this shape: the product of its axis lengths, 1 for a scalar's `[]`.
 *
 * @param shape  Axis lengths, integers >= 0.
 * @returns The product, an integer >= 0.
 * @throws {RangeError} When an axis length is not an integer >= 0.
 *
 * @example
 * sizeOf([28, 28, 3]) // => 2352
 * sizeOf([]) // => 1
 */
export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (const length of shape) size *= requireInteger("sizeOf", "axis length", length, 0);
  return size;
}

/**
 * Shape of nested arrays: the length of each level. Every branch must be as long as its neighbours.
 *
 * @param nested  A number, or arrays of numbers nested evenly.
 * @returns Axis lengths, outermost first.
 * @throws {TypeError} When a leaf is not a number.
 * @throws {RangeError} When two branches of one level differ in length.
 *
 * @example
 * shapeOf([[1, 2, 3], [4, 5, 6]]) // => [2, 3]
 * shapeOf(7) // => []
 */
export function shapeOf(nested: NestedNumbers): number[] {
  const shape: number[] = [];
  let level: unknown = nested;
  while (Array.isArray(level)) {
    shape.push(level.length);
    level = level[0];
  }
  requireEven(nested, shape, 0);
  return shape;
}

function requireEven(nested: unknown, shape: readonly number[], axis: number): void {
  if (axis === shape.length) {
    if (typeof nested !== "number" && shape[axis - 1] !== 0)
      throw new TypeError(`shapeOf: every leaf must be a number, got ${brief(nested)}`);
    return;
  }
  if (!Array.isArray(nested))
    throw new TypeError(`shapeOf: every branch must be an array of ${shape[axis]}, got ${brief(nested)}`);
  if (nested.length !== shape[axis])
    throw new RangeError(
      `shapeOf: arrays of axis ${axis} must be equally long, got ${shape[axis]} and ${nested.length}`,
    );
  for (const branch of nested) requireEven(branch, shape, axis + 1);
}
