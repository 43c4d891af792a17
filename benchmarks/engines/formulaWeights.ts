import type * as TF from "@tensorflow/tfjs";

/** Start of the sequence of weights; `peers.py` has the same. */
const SEED = 11;

/** Numbers in -1..1 by the generator of `formulaBatch`, from another start. */
function generator(): () => number {
  let state = SEED;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 32) * 2 - 1;
  };
}

/** The number in `conv2d_Conv2D7`: layers in the order in which they were made, whatever their order in the graph. */
function serial(layer: TF.layers.Layer): number {
  return Number(/(\d+)$/.exec(layer.name)?.[1] ?? 0);
}

/**
 * Gives every convolution and dense layer weights by formula, uniform in `+-sqrt(6 / inputs)`, in the order in which the layers were
 * made: what another framework can repeat. Biases stay 0, normalizations as they are.
 */
export function setFormulaWeights(tf: typeof TF, model: TF.LayersModel): void {
  const next = generator();
  for (const kind of ["Conv2D", "Dense"]) {
    const layers = model.layers.filter(layer => layer.getClassName() === kind);
    for (const layer of layers.sort((a, b) => serial(a) - serial(b))) {
      const [kernel, ...rest] = layer.getWeights();
      const inputs = kernel.size / kernel.shape[kernel.rank - 1];
      const bound = Math.sqrt(6 / inputs);
      const values = Float32Array.from({length: kernel.size}, () => next() * bound);
      const formula = tf.tensor(values, kernel.shape);
      layer.setWeights([formula, ...rest]);
      formula.dispose();
    }
  }
}
