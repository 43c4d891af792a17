import type * as TF from "@tensorflow/tfjs";
import type {RawOperations} from "../rawOperations.js";

/** With what kernels of ours are written: a way to register one, and TensorFlow's operations. */
export interface KernelKit {
  /** Registers a kernel for the backend `tensorflow`; its results are tensors. */
  readonly add: <Inputs, Attributes>(
    name: string,
    kernel: (inputs: Inputs, attributes: Attributes) => TF.TensorInfo | TF.TensorInfo[],
  ) => void;
  readonly raw: RawOperations;
}
