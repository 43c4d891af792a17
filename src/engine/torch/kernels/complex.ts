import type {TensorInfo} from "@tensorflow/tfjs";
import type {KernelKit} from "../kernelKit.js";

/** A complex tensor is a pair of real ones; what computes with it is the cpu backend. */
export function registerComplex(kit: KernelKit): void {
  const {backend} = kit;
  kit.add<{real: TensorInfo; imag: TensorInfo}>("Complex", ({real, imag}) => {
    const dataId = {};
    backend.setComplex(dataId, real.shape, kit.shared(real), kit.shared(imag));
    return {dataId, shape: real.shape, dtype: "complex64"};
  });
  const part = (input: TensorInfo, which: "real" | "imag"): TensorInfo => {
    const data = backend.dataOf(input.dataId);
    if (data.kind === "native" || data.parts === undefined) {
      throw new TypeError(`input must be complex64, got ${input.dtype}`);
    }
    return kit.shared(data.parts[which], input.shape);
  };
  kit.add<{input: TensorInfo}>("Real", ({input}) => part(input, "real"));
  kit.add<{input: TensorInfo}>("Imag", ({input}) => part(input, "imag"));
}
