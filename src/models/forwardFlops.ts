import type * as TF from "@tensorflow/tfjs";

/**
 * Floating-point operations of the convolutions and dense layers for one image, forward: two for each multiply and add. What
 * else a network does (normalization, pooling, activations) is left out, as is usual. A training step costs three times as much:
 * forward, and the gradients by the input and by the weights.
 *
 * @param model  A model of ordinary 2-D convolutions and dense layers.
 * @throws {TypeError} When an output has an axis, other than the batch, whose length is not known.
 */
export function forwardFlops(model: TF.LayersModel): number {
  let flops = 0;
  for (const layer of model.layers) {
    const name = layer.getClassName();
    if (name !== "Conv2D" && name !== "Dense") continue;
    const weights = layer.getWeights()[0].size;
    // A convolution uses each weight once for each place of its output; [batch, height, width, filters].
    const places = name === "Conv2D" ? (layer.outputShape as TF.Shape).slice(1, 3) : [];
    flops += 2 * weights * places.reduce((total: number, length) => total * known(layer, length), 1);
  }
  return flops;
}

function known(layer: TF.layers.Layer, length: number | null): number {
  if (length !== null) return length;
  throw new TypeError(
    `forwardFlops: model must have a fixed input size, got layer ${layer.name} of shape ${layer.outputShape}`,
  );
}
