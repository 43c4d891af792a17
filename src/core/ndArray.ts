import {brief} from "./check.js";
import {DISPLAY, type MimeBundle} from "./mime.js";
import {arrayBundle} from "./present/arrayBundle.js";
import {arrayText} from "./present/arrayText.js";
import {type NestedNumbers, shapeOf, sizeOf} from "./shapes.js";

/** The typed arrays that can hold an array's numbers. */
export type NumberArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint8ClampedArray
  | Uint16Array
  | Uint32Array;

/** The part of a TensorFlow.js tensor that is read; no import of TensorFlow.js is needed. */
export interface TensorLike {
  readonly shape: readonly number[];
  readonly dtype: string;
  data(): Promise<unknown>;
}

/** The part of the TensorFlow.js name space that makes tensors: pass `tf` itself. */
export interface TensorMaker<T> {
  tensor(values: Float32Array, shape: number[], dtype: "float32"): T;
}

/**
 * Numbers with a shape, in row-major order: the last axis varies fastest.
 *
 * @example
 * NdArray.fromNested([[1, 2, 3], [4, 5, 6]]).shape // => [2, 3]
 * NdArray.fromNested([[1, 2, 3], [4, 5, 6]]).at(1, 2) // => 6
 * new NdArray([2, 2], new Uint8Array([1, 2, 3, 4])).toNested() // => [[1, 2], [3, 4]]
 */
export class NdArray {
  /** Axis lengths, outermost first; frozen. */
  readonly shape: readonly number[];
  /** All elements, row by row; shared, not copied. */
  readonly data: NumberArray;

  /**
   * @param shape  Axis lengths, integers >= 0.
   * @param data  As many elements as the shape has; kept, not copied.
   * @throws {RangeError} When the count of elements does not fit the shape.
   */
  constructor(shape: readonly number[], data: NumberArray) {
    if (!Array.isArray(shape)) throw new TypeError(`NdArray: shape must be an array, got ${brief(shape)}`);
    if (!ArrayBuffer.isView(data) || !("length" in data))
      throw new TypeError(`NdArray: data must be a typed array, got ${brief(data)}`);
    const size = sizeOf(shape);
    if (data.length !== size)
      throw new RangeError(`NdArray: shape [${shape}] needs ${size} elements, got ${data.length}`);
    this.shape = Object.freeze([...shape]);
    this.data = data;
  }

  /**
   * Copies evenly nested arrays into one `Float64Array`.
   *
   * @throws {RangeError} When two branches differ in length.
   */
  static fromNested(nested: NestedNumbers): NdArray {
    const shape = shapeOf(nested);
    const data = new Float64Array(sizeOf(shape));
    let next = 0;
    const copy = (branch: NestedNumbers) => {
      if (typeof branch === "number") data[next++] = branch;
      else for (const inner of branch) copy(inner);
    };
    copy(nested);
    return new NdArray(shape, data);
  }

  /** An array of zeros in Float64. */
  static zeros(shape: readonly number[]): NdArray {
    return new NdArray(shape, new Float64Array(sizeOf(shape)));
  }

  /**
   * Copies a TensorFlow.js tensor of numbers; the tensor is not disposed.
   *
   * @throws {TypeError} When the tensor holds strings or complex numbers.
   */
  static async fromTensor(tensor: TensorLike): Promise<NdArray> {
    const data = await tensor.data();
    if (!isNumberArray(data) || tensor.dtype === "complex64")
      throw new TypeError(`NdArray.fromTensor: tensor must hold real numbers, got dtype ${tensor.dtype}`);
    return new NdArray(tensor.shape, data.slice());
  }

  /**
   * The element at one index per axis.
   *
   * @throws {RangeError} When there are too few or too many indices, or one lies outside its axis.
   */
  at(...index: number[]): number {
    if (index.length !== this.shape.length)
      throw new RangeError(
        `NdArray.at: shape [${this.shape}] needs ${this.shape.length} indices, got [${index}]`,
      );
    let offset = 0;
    for (const [axis, i] of index.entries()) {
      if (!Number.isInteger(i) || i < 0 || i >= this.shape[axis])
        throw new RangeError(
          `NdArray.at: index of axis ${axis} must be in 0..${this.shape[axis] - 1}, got ${i}`,
        );
      offset = offset * this.shape[axis] + i;
    }
    return this.data[offset];
  }

  /**
   * The same numbers in another shape; the data is shared, not copied.
   *
   * @throws {RangeError} When the count of elements does not fit the shape.
   */
  reshape(shape: readonly number[]): NdArray {
    return new NdArray(shape, this.data);
  }

  /** A new array in Float64 with `change` applied to every number. */
  map(change: (value: number, index: number) => number): NdArray {
    const out = new Float64Array(this.data.length);
    for (let i = 0; i < out.length; i++) out[i] = change(this.data[i], i);
    return new NdArray(this.shape, out);
  }

  /** The same numbers as nested arrays: `number[][]` for two axes, a number for none. */
  toNested(): NestedNumbers {
    return nest(this.data, this.shape, 0, 0);
  }

  /**
   * A float32 tensor with a copy of the numbers; pass the `tf` that the rest of the program uses.
   *
   * @param tf  `import * as tf from "@tensorflow/tfjs"`.
   */
  toTensor<T>(tf: TensorMaker<T>): T {
    return tf.tensor(Float32Array.from(this.data), [...this.shape], "float32");
  }

  toString(): string {
    return `NdArray [${this.shape.join(", ")}]\n${arrayText(this.shape, this.data)}`;
  }

  [DISPLAY](): MimeBundle {
    return arrayBundle(`NdArray ${this.data.constructor.name}`, this.shape, this.data);
  }
}

/** Whether `value` is a typed array of plain numbers (not of bigints, not a DataView). */
export function isNumberArray(value: unknown): value is NumberArray {
  return ArrayBuffer.isView(value) && "BYTES_PER_ELEMENT" in value && !/^Big/.test(value.constructor.name);
}

function nest(data: NumberArray, shape: readonly number[], axis: number, offset: number): NestedNumbers {
  if (axis === shape.length) return data[offset];
  const step = shape.slice(axis + 1).reduce((product, length) => product * length, 1);
  return Array.from({length: shape[axis]}, (_, i) => nest(data, shape, axis + 1, offset + i * step));
}
