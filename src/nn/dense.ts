import {NdArray} from "../core/ndArray.js";
import {floatData, requireArray, requireShape} from "../core/requireArray.js";

/**
 * A dense layer's sums: every output sees every input, `out[n][k] = b[k] + sum over i of x[n][i] * w[i][k]`.
 *
 * @param x  [batch, inputs]; not changed.
 * @param w  [inputs, units].
 * @param b  [units]; no bias where it is left out.
 * @returns [batch, units].
 * @throws {RangeError} When the lengths do not fit.
 *
 * @example
 * const [x, w, b] = [[[1, 2]], [[10, 1], [20, 1]], [5, 0]].map(part => NdArray.fromNested(part));
 * dense(x, w, b).toNested() // => [[55, 3]]
 */
export function dense(x: NdArray, w: NdArray, b?: NdArray): NdArray {
  const {batch, inputs, units} = denseSizes("dense", x, w);
  const [values, weights] = [floatData(x), floatData(w)];
  const out = new Float64Array(batch * units);
  const biases = b && floatData(requireShape("dense", "b", b, [units]));
  for (let n = 0; n < batch; n++) {
    if (biases) out.set(biases, n * units);
    for (let i = 0; i < inputs; i++) {
      const value = values[n * inputs + i];
      for (let k = 0; k < units; k++) out[n * units + k] += value * weights[i * units + k];
    }
  }
  return new NdArray([batch, units], out);
}

/** Slopes of the loss by the input, the weights and the biases of a dense layer. */
export interface DenseSlopes {
  readonly dx: NdArray;
  readonly dw: NdArray;
  readonly db: NdArray;
}

/**
 * The backward pass of `dense`: each product hands its slope to the input times the weight, and to the weight times the input.
 *
 * @param x  As in the forward pass; not changed.
 * @param w  As in the forward pass; not changed.
 * @param dy  Slope of the loss by each output, [batch, units].
 * @throws {RangeError} When dy has not the output's shape.
 *
 * @example
 * const [x, w, dy] = [[[1, 2]], [[10, 1], [20, 1]], [[1, 100]]].map(part => NdArray.fromNested(part));
 * denseBackward(x, w, dy).dx.toNested() // => [[110, 120]]
 * denseBackward(x, w, dy).dw.toNested() // => [[1, 100], [2, 200]]
 */
export function denseBackward(x: NdArray, w: NdArray, dy: NdArray): DenseSlopes {
  const {batch, inputs, units} = denseSizes("denseBackward", x, w);
  const [values, weights] = [floatData(x), floatData(w)];
  const slopes = floatData(requireShape("denseBackward", "dy", dy, [batch, units]));
  const dValues = new Float64Array(values.length);
  const dWeights = new Float64Array(weights.length);
  const dBiases = new Float64Array(units);
  for (let n = 0; n < batch; n++) {
    for (let k = 0; k < units; k++) dBiases[k] += slopes[n * units + k];
    for (let i = 0; i < inputs; i++) {
      const value = values[n * inputs + i];
      let sum = 0;
      for (let k = 0; k < units; k++) {
        const slope = slopes[n * units + k];
        sum += slope * weights[i * units + k];
        dWeights[i * units + k] += slope * value;
      }
      dValues[n * inputs + i] = sum;
    }
  }
  return {
    dx: new NdArray(x.shape, dValues),
    dw: new NdArray(w.shape, dWeights),
    db: new NdArray([units], dBiases),
  };
}

function denseSizes(where: string, x: NdArray, w: NdArray): {batch: number; inputs: number; units: number} {
  const [batch, inputs] = requireArray(where, "x", x, ["batch", "inputs"]).shape;
  const [rows, units] = requireArray(where, "w", w, ["inputs", "units"]).shape;
  if (rows !== inputs)
    throw new RangeError(`${where}: w must have a row for each of ${inputs} inputs, got shape [${w.shape}]`);
  return {batch, inputs, units};
}
