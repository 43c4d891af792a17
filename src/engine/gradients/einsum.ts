import type * as TF from "@tensorflow/tfjs";

/**
 * Gradients of `tf.einsum`, for which TensorFlow.js has none: `y = einsum("ij,jk->ik", a, b)` gives
 * `da = einsum("ik,jk->ij", dy, b)`. An axis of `a` that is only summed gets the same gradient all along.
 *
 * @param equation  With an arrow, as TensorFlow.js demands.
 * @param dy  Gradient of the result.
 * @param operands  One or two tensors.
 */
export function einsumGradients(
  tf: typeof TF,
  equation: string,
  dy: TF.Tensor,
  operands: readonly TF.Tensor[],
): (() => TF.Tensor)[] {
  const [left = "", output = ""] = equation.replaceAll(" ", "").split("->");
  const labels = left.split(",");
  return operands.map((operand, index) => () => {
    const others = operands.filter((_, other) => other !== index);
    const sources = [output, ...labels.filter((_, other) => other !== index)];
    const known = [...labels[index]].filter(label => sources.some(source => source.includes(label))).join("");
    // No operand and no axis left: the sum of everything, whose gradient is one number.
    const part = tf.einsum(`${sources.join(",")}->${known}`, dy, ...others);
    const spread = [...labels[index]].map((label, axis) => (known.includes(label) ? operand.shape[axis] : 1));
    return tf.broadcastTo(tf.reshape(part, spread), operand.shape);
  });
}
