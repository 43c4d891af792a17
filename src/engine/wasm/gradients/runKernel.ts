import {engine, type Tensor} from "@tensorflow/tfjs";

/** Runs a kernel of ours with TensorFlow.js's bookkeeping; all its results. */
export function runKernel(
  kernelName: string,
  inputs: Readonly<Record<string, Tensor>>,
  attrs: Readonly<Record<string, number>> = {},
): Tensor[] {
  const result: Tensor | Tensor[] = engine().runKernel(kernelName, {...inputs}, {...attrs});
  return Array.isArray(result) ? result : [result];
}
