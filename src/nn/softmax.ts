import {brief} from "../core/check.js";
import {NdArray} from "../core/ndArray.js";
import {floatData, requireArray, requireShape} from "../core/requireArray.js";

/**
 * Scores to probabilities, row by row: `exp(score) / sum of exp(scores)`. The largest score of the row is taken off first: the
 * quotient stays the same, and no exponential overflows.
 *
 * @param scores  [batch, classes]; not changed.
 * @returns [batch, classes], each row summing to 1.
 *
 * @example
 * softmax(NdArray.fromNested([[1000, 1000], [-1000, 1000]])).toNested() // => [[0.5, 0.5], [0, 1]]
 */
export function softmax(scores: NdArray): NdArray {
  const [batch, classes] = requireArray("softmax", "scores", scores, ["batch", "classes"]).shape;
  const data = floatData(scores);
  const out = new Float64Array(data.length);
  for (let n = 0; n < batch; n++) {
    const row = data.subarray(n * classes, (n + 1) * classes);
    const largest = row.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
    const exponentials = row.map(score => Math.exp(score - largest));
    const sum = exponentials.reduce((total, value) => total + value, 0);
    for (let c = 0; c < classes; c++) out[n * classes + c] = exponentials[c] / sum;
  }
  return new NdArray(scores.shape, out);
}

/** By what the sum of all losses is divided. */
export interface CrossEntropyOptions {
  /**
   * `"batch"` (unless given): by the number of examples, as libraries do. `"class"`: by the number of classes as well, which makes
   * loss and slopes that many times smaller.
   */
  readonly mean?: "batch" | "class";
}

/** A loss and where it comes from. */
export interface CrossEntropy {
  readonly loss: number;
  /** Slope of the loss by each score: `(probability - target) / divisor`, [batch, classes]. */
  readonly slopes: NdArray;
  /** [batch, classes]. */
  readonly probabilities: NdArray;
}

/**
 * Cross-entropy of the softmax of scores: `-sum over classes of target * log(probability)`, averaged. Computed from the
 * scores, `log(probability) = score - largest - log(sum of exp(scores - largest))`: no logarithm of zero.
 *
 * @param scores  [batch, classes], before softmax; not changed.
 * @param targets  The class of each example; or target probabilities [batch, classes], each row summing to 1.
 * @throws {RangeError} When a label is no class, or there are not as many targets as examples.
 * @source Goodfellow, Bengio and Courville (2016), "Deep learning", section 6.2.2.3.
 *
 * @example
 * const scores = NdArray.fromNested([[0, 0, 0, 0]]);
 * softmaxCrossEntropy(scores, [2]).loss === Math.log(4) // => true
 * softmaxCrossEntropy(scores, [2]).slopes.toNested() // => [[0.25, 0.25, -0.75, 0.25]]
 * softmaxCrossEntropy(scores, [2], {mean: "class"}).loss === Math.log(4) / 4 // => true
 */
export function softmaxCrossEntropy(
  scores: NdArray,
  targets: ArrayLike<number> | NdArray,
  options: CrossEntropyOptions = {},
): CrossEntropy {
  const {mean = "batch"} = options;
  if (mean !== "batch" && mean !== "class")
    throw new TypeError(`softmaxCrossEntropy: mean must be "batch" or "class", got ${brief(mean)}`);
  const axes = ["batch", "classes"];
  const [batch, classes] = requireArray("softmaxCrossEntropy", "scores", scores, axes).shape;
  const wanted = targetsOf(targets, batch, classes);
  const probabilities = softmax(scores);
  const divisor = mean === "class" ? batch * classes : batch;
  const data = floatData(scores);
  let loss = 0;
  for (let n = 0; n < batch; n++) {
    const row = data.subarray(n * classes, (n + 1) * classes);
    const largest = row.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
    const logSum = largest + Math.log(row.reduce((sum, score) => sum + Math.exp(score - largest), 0));
    for (let c = 0; c < classes; c++) {
      const target = wanted[n * classes + c];
      if (target !== 0) loss -= target * (row[c] - logSum);
    }
  }
  const slopes = probabilities.map((probability, i) => (probability - wanted[i]) / divisor);
  return {loss: loss / divisor, slopes, probabilities};
}

/** Labels as rows with a single 1, and rows as they are. */
function targetsOf(targets: ArrayLike<number> | NdArray, batch: number, classes: number): Float64Array {
  const where = "softmaxCrossEntropy";
  if (targets instanceof NdArray) return floatData(requireShape(where, "targets", targets, [batch, classes]));
  if (targets?.length !== batch)
    throw new RangeError(`${where}: labels must be one for each of ${batch} examples, got ${brief(targets)}`);
  const rows = new Float64Array(batch * classes);
  for (let n = 0; n < batch; n++) {
    const label = targets[n];
    if (!Number.isInteger(label) || label < 0 || label >= classes)
      throw new RangeError(`${where}: labels must be integers from 0 to ${classes - 1}, got ${brief(label)}`);
    rows[n * classes + label] = 1;
  }
  return rows;
}

/**
 * The class of the largest score of each row; of equal ones, the first.
 *
 * @param scores  [batch, classes]; not changed.
 *
 * @example
 * bestClasses(NdArray.fromNested([[0, 3, 1], [5, 5, 2]])) // => [1, 0]
 */
export function bestClasses(scores: NdArray): number[] {
  const [batch, classes] = requireArray("bestClasses", "scores", scores, ["batch", "classes"]).shape;
  return Array.from({length: batch}, (_, n) => {
    let best = 0;
    for (let c = 1; c < classes; c++)
      if (scores.data[n * classes + c] > scores.data[n * classes + best]) best = c;
    return best;
  });
}
