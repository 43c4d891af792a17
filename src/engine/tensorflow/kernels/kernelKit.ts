import type * as TF from "@tensorflow/tfjs";
import type {NodeBackend} from "../nodeBackend.js";
import type {RawOperations} from "../rawOperations.js";

/** Inputs by name; the kernel knows which there are. */
export type Inputs = Readonly<Record<string, TF.Tensor>>;
/** Attributes by name, likewise. */
export type Attributes = Readonly<Record<string, unknown>>;
export type Kernel = (inputs: Inputs, attributes: Attributes) => TF.TensorInfo | TF.TensorInfo[];

/** With what kernels of ours are written. */
export interface KernelKit {
  readonly tf: typeof TF;
  readonly backend: NodeBackend;
  /** TensorFlow's operations. */
  readonly raw: RawOperations;
  /** Registers a kernel for the backend `tensorflow`, in the place of the published one if there is any. */
  add<I, A>(name: string, kernel: (inputs: I, attributes: A) => TF.TensorInfo | TF.TensorInfo[]): void;
  /** Puts a kernel around the published one, which gets what it can't do. */
  wrap(name: string, wrapper: (published: Kernel) => Kernel): void;
}
