import type {TensorInfo} from "@tensorflow/tfjs";
import type {Handle} from "../handles.js";
import type {KernelKit} from "../kernelKit.js";

/** What tfjs's fused kernels do after their product or convolution. */
export interface EpilogueInputs {
  readonly bias?: TensorInfo | undefined;
  readonly preluActivationWeights?: TensorInfo | undefined;
}
export interface EpilogueAttributes {
  readonly activation?: string;
  readonly leakyreluAlpha?: number;
}

export type Finish = (product: Handle, inputs: EpilogueInputs, attributes: EpilogueAttributes) => Handle;

/** Bias and activation, the activation in the memory that the product has just filled. */
export function bindEpilogue(kit: KernelKit): Finish {
  const {aten, shim, memory} = kit;
  const inPlace: Readonly<Record<string, (x: Handle) => Handle>> = {
    relu: shim.op("aten::relu_", "T"),
    relu6: shim.op("aten::relu6_", "T"),
    sigmoid: shim.op("aten::sigmoid_", "T"),
    tanh: shim.op("aten::tanh_", "T"),
  };
  const prelu = shim.op("aten::_prelu_kernel", "T T");
  const expm1 = shim.op("aten::expm1", "T");
  const minimum = shim.op("aten::minimum", "T T");
  return (product, {bias, preluActivationWeights: slopes}, {activation = "linear", leakyreluAlpha = 0.2}) => {
    const sum = bias === undefined ? product : aten.add(product, kit.float(bias), 1);
    if (activation === "linear") return sum;
    const call = inPlace[activation];
    if (call !== undefined) return call(sum);
    if (activation === "leakyrelu") return prelu(sum, memory.scalar(leakyreluAlpha));
    if (activation === "prelu" && slopes !== undefined) return prelu(sum, kit.float(slopes));
    if (activation === "elu") return aten.add(aten.relu(sum), expm1(minimum(sum, memory.scalar(0))), 1);
    throw new RangeError(
      `activation must be linear, relu, relu6, elu, prelu, leakyrelu, sigmoid or tanh, got ${activation}`,
    );
  };
}
