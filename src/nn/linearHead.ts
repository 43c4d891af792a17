import type {Random} from "../core/random.js";

export interface LinearHeadOptions {
  /** Classes, labels 0 to `classes - 1`; 10 unless given. */
  readonly classes?: number;
  /** passes over the examples; 20 unless given. */
  readonly epochs?: number;
  /** Step size; 2 unless given, which suits features that were scaled as below. */
  readonly rate?: number;
  /** Decides the order of the examples. */
  readonly random: Random;
}

/** Scores one class per row of weights; the highest score wins. */
export interface LinearHead {
  /** The class of one feature vector. */
  predict(feature: ArrayLike<number>): number;
  /** Share of the examples whose class it finds, 0 to 1. */
  accuracy(features: ReadonlyArray<ArrayLike<number>>, labels: ArrayLike<number>): number;
}

/**
 * Trains the simplest classifier on feature vectors: `scores = W feature + b`, softmax, cross-entropy, one example at a time,
 * the step shrinking to zero over the run. Whatever the features cannot show, it cannot find: it is a measure of features.
 *
 * Features are first divided by one number, the root of their mean squared length, so that one step size suits any feature.
 *
 * @param features  One vector for each example, equally long; not changed.
 * @param labels  The class of each example.
 * @throws {RangeError} When there is no example, a length differs, or a label is no class.
 * @source Bishop (2006), "Pattern Recognition and Machine Learning", section 4.3.4.
 *
 * @example
 * const head = trainLinearHead([[1, 0], [0, 1]], [0, 1], {classes: 2, random: new Random(1)});
 * head.predict([0.9, 0.1]) // => 0
 */
export function trainLinearHead(
  features: ReadonlyArray<ArrayLike<number>>,
  labels: ArrayLike<number>,
  options: LinearHeadOptions,
): LinearHead {
  const {classes = 10, epochs = 20, rate = 2, random} = options;
  const width = requireExamples(features, labels, classes);
  const scale = 1 / rootMeanSquaredLength(features);
  const weights = new Float64Array(width * classes); // [width, classes]
  const biases = new Float64Array(classes);
  const inputs = features.map(feature => Float64Array.from(feature, value => value * scale));
  const steps = epochs * inputs.length;
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const n of random.shuffle(inputs.map((_, index) => index))) {
      const input = inputs[n];
      const slopes = softmax(scoresOf(weights, biases, input));
      slopes[labels[n]] -= 1; // the slope of the cross-entropy by each score
      const stepRate = rate * (1 - step++ / steps);
      const change = slopes.map(slope => -stepRate * slope);
      for (let c = 0; c < classes; c++) biases[c] += change[c];
      for (let f = 0; f < width; f++) {
        if (input[f] === 0) continue; // most pixels of a digit: a step changes nothing there
        for (let c = 0; c < classes; c++) weights[f * classes + c] += change[c] * input[f];
      }
    }
  }
  const predict = (feature: ArrayLike<number>): number => {
    if (feature.length !== width) {
      throw new RangeError(`predict: feature must have ${width} numbers, got ${feature.length}`);
    }
    return indexOfLargest(
      scoresOf(
        weights,
        biases,
        Float64Array.from(feature, value => value * scale),
      ),
    );
  };
  return {
    predict,
    accuracy: (some, answers) =>
      some.filter((feature, n) => predict(feature) === answers[n]).length / some.length,
  };
}

/** The length of the vectors, once everything is as it must be. */
function requireExamples(
  features: ReadonlyArray<ArrayLike<number>>,
  labels: ArrayLike<number>,
  classes: number,
): number {
  if (features.length === 0 || labels.length !== features.length) {
    throw new RangeError(
      `trainLinearHead: features and labels must be equally many and at least 1, got ${features.length} and ${labels.length}`,
    );
  }
  const width = features[0].length;
  for (let n = 0; n < features.length; n++) {
    if (features[n].length !== width || width === 0) {
      throw new RangeError(
        `trainLinearHead: features must be equally long and not empty, got ${width} and ${features[n].length}`,
      );
    }
    if (!Number.isInteger(labels[n]) || labels[n] < 0 || labels[n] >= classes) {
      throw new RangeError(
        `trainLinearHead: labels must be integers from 0 to ${classes - 1}, got ${labels[n]}`,
      );
    }
  }
  return width;
}

function rootMeanSquaredLength(features: ReadonlyArray<ArrayLike<number>>): number {
  let sum = 0;
  for (const feature of features) for (let f = 0; f < feature.length; f++) sum += feature[f] ** 2;
  return Math.sqrt(sum / features.length) || 1; // all zeros: nothing to scale
}

function scoresOf(weights: Float64Array, biases: Float64Array, input: Float64Array): Float64Array {
  const classes = biases.length;
  const scores = biases.slice();
  for (let f = 0; f < input.length; f++) {
    if (input[f] === 0) continue;
    for (let c = 0; c < classes; c++) scores[c] += weights[f * classes + c] * input[f];
  }
  return scores;
}

/** Scores to probabilities; the largest is taken off first, so that no exponential overflows. */
function softmax(scores: Float64Array): Float64Array {
  const largest = Math.max(...scores);
  const exponentials = scores.map(score => Math.exp(score - largest));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  return exponentials.map(value => value / sum);
}

function indexOfLargest(values: Float64Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
  return best;
}
