import type {TensorInfo} from "@tensorflow/tfjs";
import type {Handle} from "../handles.js";
import type {KernelKit} from "../kernelKit.js";
import {broadcastShape} from "../shapes.js";
import {thresholdBackward} from "../thresholdBackward.js";

/** Activations and their gradients, each in as few passes over memory as PyTorch's interface allows. */
export function registerActivation(kit: KernelKit): void {
  const {shim, aten, memory} = kit;
  const expm1 = shim.op("aten::expm1", "T");
  const prelu = shim.op("aten::_prelu_kernel", "T T");
  const minimum = shim.op("aten::minimum", "T T");

  // elu(x) = max(x, 0) + expm1(min(x, 0)); aten::elu takes Scalars.
  const elu = (x: Handle): Handle => aten.add(aten.relu(x), expm1(minimum(x, memory.scalar(0))), 1);
  kit.add<{x: TensorInfo}>("Elu", ({x}) => kit.output(elu(kit.float(x)), x.shape));
  // elu'(x) = 1 where y >= 0, else y + 1: both are min(y, 0) + 1.
  kit.add<{dy: TensorInfo; y: TensorInfo}>("EluGrad", ({dy, y}) => {
    const slope = aten.add(minimum(kit.handle(y), memory.scalar(0)), memory.scalar(1), 1);
    return kit.output(aten.mul(kit.handle(dy), slope), y.shape);
  });

  kit.add<{x: TensorInfo}, {alpha: number}>("LeakyRelu", ({x}, {alpha}) =>
    kit.output(prelu(kit.float(x), memory.scalar(alpha)), x.shape),
  );
  kit.add<{x: TensorInfo; alpha: TensorInfo}>("Prelu", ({x, alpha}) => {
    const shape = broadcastShape(x.shape, alpha.shape);
    return kit.output(prelu(kit.float(x), kit.float(alpha)), shape);
  });

  // Gradients of ours, which `gradients.ts` puts in the place of what tfjs composes.
  const reluGradient = thresholdBackward(kit);
  kit.add<{dy: TensorInfo; y: TensorInfo}>("TorchReluGrad", ({dy, y}) =>
    kit.output(reluGradient(kit.handle(dy), kit.handle(y)), dy.shape),
  );
  const bySlope = {TorchTanhGrad: "aten::tanh_backward", TorchSigmoidGrad: "aten::sigmoid_backward"};
  for (const [name, operator] of Object.entries(bySlope)) {
    const backward = shim.op(operator, "T T");
    kit.add<{dy: TensorInfo; y: TensorInfo}>(name, ({dy, y}) =>
      kit.output(backward(kit.handle(dy), kit.handle(y)), dy.shape),
    );
  }

  const softmax = shim.op("aten::_softmax", "T i b");
  const softmaxBackward = shim.op("aten::_softmax_backward_data", "T T i i");
  kit.add<{logits: TensorInfo}, {dim: number}>("Softmax", ({logits}, {dim}) =>
    kit.output(softmax(kit.float(logits), dim, false), logits.shape),
  );
  kit.add<{dy: TensorInfo; y: TensorInfo}, {dim: number}>("TorchSoftmaxGrad", ({dy, y}, {dim}) =>
    kit.output(softmaxBackward(kit.handle(dy), kit.handle(y), dim, memory.code.float32), y.shape),
  );
}
