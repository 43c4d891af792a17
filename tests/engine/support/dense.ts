import {Random} from "../../../src/core/random.js";

/** Numbers in 64 bits with a shape, row-major: what the reference loops work on. */
export interface Dense {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}

/** Zeros. */
export function zeros(shape: readonly number[]): Dense {
  return {shape, data: new Float64Array(sizeOf(shape))};
}

/** Random numbers in low..high that 32 bits hold exactly, so that a tier gets the very numbers that the loops get. */
export function random(shape: readonly number[], seed: number, low = -1, high = 1): Dense {
  const source = new Random(seed);
  return {
    shape,
    data: Float64Array.from({length: sizeOf(shape)}, () => Math.fround(source.uniform(low, high))),
  };
}

/** The numbers 0, 1, 2 ... shuffled and scaled: no two are near each other, so a maximum stays where it is when one is nudged. */
export function distinct(shape: readonly number[], seed: number): Dense {
  const order = new Random(seed).shuffle(Array.from({length: sizeOf(shape)}, (_, rank) => rank));
  return {shape, data: Float64Array.from(order, rank => (rank - order.length / 2) / 8)};
}

/** Given numbers. */
export function dense(shape: readonly number[], values: Iterable<number>): Dense {
  return {shape, data: Float64Array.from(values)};
}

/** Every index of a shape, in row-major order. */
export function* indices(shape: readonly number[]): Generator<number[]> {
  const index = new Array<number>(shape.length).fill(0);
  for (let left = sizeOf(shape); left > 0; left--) {
    yield [...index];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      if (++index[axis] < shape[axis]) break;
      index[axis] = 0;
    }
  }
}

/** The number at an index. */
export function at({shape, data}: Dense, index: readonly number[]): number {
  let place = 0;
  for (const [axis, length] of shape.entries()) place = place * length + index[axis];
  return data[place];
}

/** A new array, each number computed from its index. */
export function fill(shape: readonly number[], value: (index: number[]) => number): Dense {
  return {shape, data: Float64Array.from(indices(shape), value)};
}

/** The axes in another order, as `tf.transpose`. */
export function permute(x: Dense, order: readonly number[]): Dense {
  const shape = order.map(axis => x.shape[axis]);
  return fill(shape, index => {
    const from = new Array<number>(order.length);
    order.forEach((axis, i) => {
      from[axis] = index[i];
    });
    return at(x, from);
  });
}

/** Applies a function to every number. */
export function map(x: Dense, f: (value: number) => number): Dense {
  return {shape: x.shape, data: x.data.map(f)};
}
