import type * as TF from "@tensorflow/tfjs";
import type {Attribute} from "./attributes.js";
import {ATTRIBUTE_TYPES, DATA_TYPES} from "./constants.js";
import {KEPT_SCALARS} from "./limits.js";
import type {NodeBackend} from "./nodeBackend.js";

/** The attribute `T`: numbers are float32. */
export const FLOATS: Attribute = {name: "T", type: ATTRIBUTE_TYPES.TF_ATTR_TYPE, value: DATA_TYPES.TF_FLOAT};

/**
 * TensorFlow's operations on the numbers by which the binding knows tensors: what a kernel of ours computes on its way costs no
 * tensor of TensorFlow.js.
 */
export class RawOperations {
  readonly #backend: NodeBackend;
  readonly #scalars = new Map<number, number>();

  constructor(backend: NodeBackend) {
    this.#backend = backend;
  }

  ids(...tensors: readonly TF.TensorInfo[]): number[] {
    return this.#backend.getInputTensorIds(tensors);
  }

  /** Runs an operation; results that are not handed to `output` must be given to `free`. */
  run(name: string, attributes: readonly Attribute[], ids: readonly number[], results: number) {
    return this.#backend.binding.executeOp(name, attributes, ids, results);
  }

  /** One float32 result; everything in `used` is freed. */
  float(name: string, ids: readonly number[], used: readonly number[] = []): number {
    const [result] = this.run(name, [FLOATS], ids, 1);
    for (const id of used) this.free(id);
    return result.id;
  }

  free(id: number): void {
    this.#backend.binding.deleteTensor(id);
  }

  /** A constant, kept: its number must not be freed. */
  scalar(value: number): number {
    let id = this.#scalars.get(value);
    if (id === undefined) {
      if (this.#scalars.size >= KEPT_SCALARS) this.#dropScalars();
      id = this.constant([], DATA_TYPES.TF_FLOAT, Float32Array.of(value));
      this.#scalars.set(value, id);
    }
    return id;
  }

  /** A tensor of numbers; its number must be given to `free`. */
  constant(shape: readonly number[], dtype: number, values: ArrayLike<number>): number {
    return this.#backend.binding.createTensor(shape, dtype, values);
  }

  /** Makes a result a tensor of TensorFlow.js. */
  output(result: {readonly id: number; readonly dtype: number; readonly shape: number[]}): TF.Tensor {
    return this.#backend.createOutputTensor(result);
  }

  #dropScalars(): void {
    for (const id of this.#scalars.values()) this.free(id);
    this.#scalars.clear();
  }
}
