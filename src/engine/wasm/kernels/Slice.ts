import {type KernelConfig, slice_util, util} from "@tensorflow/tfjs";
import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import type {Info} from "../nativeBackend.js";

type Values = Float32Array | Int32Array | Uint8Array;

/**
 * Part of a tensor, copied row by row. (The backend's own reads all of the tensor first, and takes a part that is not
 * there from the memory behind it.) Texts take the backend's own kernel, `stock`.
 */
export function sliceConfig(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: params => {
      const x = params.inputs.x as Info | undefined;
      if (x === undefined) return stock.kernelFunc(params);
      const attrs = params.attrs as {begin: number | number[]; size: number | number[]};
      const [begin, size] = slice_util.parseSliceParams(x as never, attrs.begin, attrs.size);
      slice_util.assertParamsValid(x, begin, size);
      if (x.dtype === "string" || x.shape.length === 0) return stock.kernelFunc(params);
      const backend = params.backend as BackendWasm;
      const out = backend.makeOutput(size, x.dtype) as Info;
      copy(
        x.shape,
        begin,
        size,
        backend.typedArrayFromHeap(x) as Values,
        backend.typedArrayFromHeap(out) as Values,
      );
      return out;
    },
  };
}

function copy(
  shape: readonly number[],
  begin: readonly number[],
  size: readonly number[],
  from: Values,
  to: Values,
): void {
  if (to.length === 0) return;
  // Axes behind the last one that is cut are copied in one piece with it.
  let axis = shape.length - 1;
  while (axis > 0 && size[axis] === shape[axis]) axis--;
  const strides = [...util.computeStrides([...shape]), 1];
  const run = strides[axis] * size[axis];
  const place = Array.from({length: axis}, () => 0);
  const start = begin.reduce((sum, first, index) => sum + first * strides[index], 0);
  for (let at = 0; at < to.length; at += run) {
    const offset = place.reduce((sum, index, outer) => sum + index * strides[outer], start);
    to.set(from.subarray(offset, offset + run), at);
    for (let outer = axis - 1; outer >= 0; outer--) {
      if (++place[outer] < size[outer]) break;
      place[outer] = 0;
    }
  }
}
