import type {GradFunc, NamedAttrMap, Tensor} from "@tensorflow/tfjs";
import {isTorchSelected} from "./backendName.js";
import type {TensorFlow} from "./tensorFlow.js";

const installed = new WeakSet<object>();

/** The derivative of a gradient kernel, g(dy, y), by y: with v for what comes in. */
type BySaved = (tf: TensorFlow, v: Tensor, dy: Tensor, y: Tensor) => Tensor;

const overLast = (tf: TensorFlow, a: Tensor, b: Tensor): Tensor => tf.sum(tf.mul(a, b), -1, true);

/**
 * Activations whose gradient needs nothing but their output. The kernels' names are this tier's own: others with the
 * same purpose take x.
 */
const ACTIVATIONS: Readonly<Record<string, {readonly input: string; readonly bySaved: BySaved}>> = {
  Relu: {input: "x", bySaved: (tf, _v, _dy, y) => tf.zerosLike(y)},
  Tanh: {input: "x", bySaved: (tf, v, dy, y) => tf.mul(tf.mul(v, dy), tf.mul(y, -2))},
  Sigmoid: {input: "x", bySaved: (tf, v, dy, y) => tf.mul(tf.mul(v, dy), tf.sub(1, tf.mul(y, 2)))},
  Softmax: {
    input: "logits",
    bySaved: (tf, v, dy, y) =>
      tf.sub(tf.mul(v, tf.sub(dy, overLast(tf, dy, y))), tf.mul(dy, overLast(tf, v, y))),
  },
};

/**
 * Gradients in one call where TensorFlow.js composes them: of activations, from their output; of sum and mean, where
 * it multiplies by ones that it makes in JavaScript and copies (1 MB a step for the last layers of ResNet-8). On other
 * backends all stay as they were. They can be differentiated again, as the stock ones can.
 */
export function installGradients(tf: TensorFlow): void {
  if (installed.has(tf.engine())) return;
  installed.add(tf.engine());
  for (const [kernelName, {input, bySaved}] of Object.entries(ACTIVATIONS)) {
    const gradient = (dy: Tensor, y: Tensor, attrs: NamedAttrMap): Tensor =>
      tf.engine().runKernel(`Torch${kernelName}Grad`, {dy, y}, attrs);
    replace(tf, kernelName, (dy, [y], attrs) => ({
      [input]: () =>
        gradient(dy as Tensor, y as Tensor, kernelName === "Softmax" ? {dim: attrs.dim ?? -1} : {}),
    }));
    tf.registerGradient({
      kernelName: `Torch${kernelName}Grad`,
      inputsToSave: ["dy", "y"],
      gradFunc: (v, [dy, y], attrs) => ({
        dy: () => gradient(v as Tensor, y as Tensor, attrs),
        y: () => bySaved(tf, v as Tensor, dy as Tensor, y as Tensor),
      }),
    });
  }
  /** Shows dy, which lacks the summed axes, in the shape of x. */
  const spread = (dy: Tensor, x: Tensor, axis: number | number[]): Tensor => {
    const axes = tf.util.parseAxisParam(axis, x.shape);
    const kept = x.shape.map((length, i) => (axes.includes(i) ? 1 : length));
    const inputs = {x: tf.reshape(dy, kept)};
    return tf.engine().runKernel("BroadcastTo", inputs, {shape: x.shape, inputShape: kept}) as Tensor;
  };
  replace(tf, "Sum", (dy, [x], attrs) => ({
    x: () => spread(dy as Tensor, x as Tensor, attrs.axis as number[]),
  }));
  replace(tf, "Mean", (dy, [x], attrs) => ({
    x: () =>
      spread(
        tf.div(dy as Tensor, (x as Tensor).size / (dy as Tensor).size),
        x as Tensor,
        attrs.axis as number[],
      ),
  }));
}

/** The stock gradient goes on wherever another backend computes. */
function replace(tf: TensorFlow, kernelName: string, ours: GradFunc): void {
  const stock = tf.getGradient(kernelName);
  if (stock === undefined)
    throw new Error(`torch: TensorFlow.js must have a gradient of ${kernelName}, got none`);
  tf.unregisterGradient(kernelName);
  tf.registerGradient({
    ...stock,
    gradFunc: (dy, saved, attrs) => (isTorchSelected(tf) ? ours : stock.gradFunc)(dy, saved, attrs),
  });
}
