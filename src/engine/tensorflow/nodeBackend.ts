import type * as TF from "@tensorflow/tfjs";
import type {Attribute} from "./attributes.js";

/** A result of an operation: the binding's number for it, TensorFlow's number for its type. */
export interface TensorMetadata {
  readonly id: number;
  readonly dtype: number;
  readonly shape: number[];
}

type Values = ArrayLike<number> | readonly (string | Uint8Array)[];

/**
 * What `@tensorflow/tfjs-node` has as a compiled addon: its kernels call this. SavedModels and TensorBoard are left out, they have
 * nothing to do with computing.
 */
export interface Binding {
  createTensor(shape: readonly number[], dtype: number, values: Values): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): ArrayBufferView | Uint8Array[];
  executeOp(
    name: string,
    attributes: readonly Attribute[],
    ids: readonly number[],
    most: number,
  ): TensorMetadata[];
  getNumOfTensors(): number;
  isUsingGpuDevice(): boolean;
}

/** The backend of `@tensorflow/tfjs-node`, as far as it is used here; the addon's and ours are of the same class. */
export interface NodeBackend extends TF.KernelBackend {
  readonly binding: Binding;
  readSync(dataId: object): TF.backend_util.BackendValues;
  write(values: TF.backend_util.BackendValues, shape: number[], dtype: TF.DataType): object;
  /** Applies what a fused kernel ends with; its arguments' names are the kernel's attributes. */
  applyActivation(x: TF.Tensor, activation: string, prelu?: TF.Tensor, leakyreluAlpha?: number): TF.Tensor;
  getInputTensorIds(tensors: readonly TF.TensorInfo[]): number[];
  createOutputTensor(result: TensorMetadata): TF.Tensor;
}
