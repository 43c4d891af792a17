import {backend_util, type KernelConfig, type Tensor} from "@tensorflow/tfjs";
import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import type {Info} from "../nativeBackend.js";
import {callKernel} from "./callKernel.js";

/**
 * Sums of products along named axes, in the steps that tfjs-core plans: bring the axes of the next input in order, multiply,
 * sum over an axis that no later input has.
 */
export const einsumConfig: KernelConfig = {
  kernelName: "Einsum",
  backendName: "wasm",
  kernelFunc: ({inputs, attrs, backend: given}) => {
    const backend = given as BackendWasm;
    const tensors = inputs as unknown as readonly Info[];
    const {equation} = attrs as {equation: string};
    const {allDims, summedDims, idDims} = backend_util.decodeEinsumEquation(equation, tensors.length);
    backend_util.checkEinsumDimSizes(allDims.length, idDims, tensors as unknown as Tensor[]);
    const {path, steps} = backend_util.getEinsumComputePath(summedDims, idDims);
    const made: Info[] = [];
    const make = (name: string, from: Record<string, Info>, options = {}) => {
      const info = callKernel(backend, name, from, options);
      made.push(info);
      return info;
    };
    try {
      let product: Info | undefined;
      let axes = allDims.length;
      for (const [step, terms] of steps.entries()) {
        for (const term of terms) {
          const x = aligned(tensors[term], axes, idDims[term], make);
          product = product === undefined ? x : make("Multiply", {a: x, b: product});
        }
        if (step === steps.length - 1 || product === undefined) continue;
        if (path[step] >= 0) {
          const axis = [path[step] - (allDims.length - axes)];
          product = make("Sum", {x: product}, {axis, keepDims: false});
        }
        axes--;
      }
      if (product === undefined) throw new RangeError(`Einsum: equation must name an input, got ${equation}`);
      backend.incRef(product.dataId);
      return product;
    } finally {
      for (const {dataId} of made) backend.disposeData(dataId);
    }
  },
};

/** An input with its axes in the order of the equation, and axes of size 1 where it has none. */
function aligned(
  x: Info,
  axes: number,
  dims: number[],
  make: (name: string, from: Record<string, Info>, options: object) => Info,
): Info {
  const {permutationIndices: perm, expandDims} = backend_util.getEinsumPermutation(axes, dims);
  const ordered = backend_util.isIdentityPermutation(perm) ? x : make("Transpose", {x}, {perm});
  const shape = [...ordered.shape];
  for (const axis of expandDims) shape.splice(axis, 0, 1);
  return {...ordered, shape};
}
