import type {TensorInfo} from "@tensorflow/tfjs";
import type {Handle} from "../handles.js";
import type {KernelKit} from "../kernelKit.js";

/** Kernels of ours: the loss of probabilities against the true ones, and its gradient. */
export const CROSS_ENTROPY = "CategoricalCrossentropy";
export const CROSS_ENTROPY_GRAD = "CategoricalCrossentropyGrad";

interface Inputs {
  readonly target: TensorInfo;
  readonly output: TensorInfo;
}

/** -sum of t log(clip(p)) over the last axis, p = output / sum of output: what `tf.layers` means by the name. */
export function registerCrossEntropy(kit: KernelKit): void {
  const {shim, aten, memory} = kit;
  const log = shim.op("aten::log", "T");
  const sum = (x: Handle, keep: boolean): Handle => aten.sum(x, [-1], keep, memory.code.float32);
  const probabilities = (output: Handle, epsilon: number): {total: Handle; p: Handle; clipped: Handle} => {
    const total = sum(output, true);
    const p = aten.div(output, total);
    return {total, p, clipped: aten.clamp(p, memory.scalar(epsilon), memory.scalar(1 - epsilon))};
  };
  kit.add<Inputs, {epsilon: number}>(CROSS_ENTROPY, ({target, output}, {epsilon}) => {
    const {clipped} = probabilities(kit.handle(output), epsilon);
    const loss = aten.neg(sum(aten.mul(kit.float(target), log(clipped)), false));
    return kit.output(loss, output.shape.slice(0, -1));
  });
  // With g = -dy t / p where p wasn't clipped, else 0: d output = (g - sum of g p) / total.
  kit.add<Inputs & {readonly dy: TensorInfo}, {epsilon: number}>(CROSS_ENTROPY_GRAD, (inputs, {epsilon}) => {
    const {target, output, dy} = inputs;
    const {total, p, clipped} = probabilities(kit.handle(output), epsilon);
    const slope = aten.mul(aten.div(kit.float(target), clipped), aten.equal(p, clipped));
    const g = aten.mul(slope, aten.neg(aten.reshape(kit.handle(dy), [...dy.shape, 1])));
    const share = sum(aten.mul(g, p), true);
    return kit.output(aten.div(aten.add(g, share, -1), total), output.shape);
  });
}
