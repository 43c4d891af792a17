import type {KernelConfig} from "@tensorflow/tfjs";
import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import type {Info} from "../nativeBackend.js";

/** Another dtype; `bool` is 1 for what is not 0. (The backend's own keeps the last byte.) */
export function castConfig(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: params => {
      const x = params.inputs.x as Info | undefined;
      const {dtype} = params.attrs as {dtype: string};
      const backend = params.backend as BackendWasm;
      if (x === undefined || x.dtype === "string") return stock.kernelFunc(params);
      if (x.dtype === dtype) {
        backend.incRef(x.dataId);
        return {...x};
      }
      if (dtype !== "bool") return stock.kernelFunc(params);
      const out = backend.makeOutput(x.shape, "bool") as Info;
      const values = backend.typedArrayFromHeap(x);
      const flags = backend.typedArrayFromHeap(out);
      for (let i = 0; i < flags.length; i++) flags[i] = values[i] === 0 ? 0 : 1;
      return out;
    },
  };
}
