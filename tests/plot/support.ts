import {gaussianKernel} from "../../src/conv/kernels.js";
import {Random} from "../../src/core/random.js";
import {accuracyBars} from "../../src/plot/accuracyBars.js";
import {activationCurve} from "../../src/plot/activationCurve.js";
import type {ChartSpec} from "../../src/plot/chartSpec.js";
import {confusionMatrix} from "../../src/plot/confusionMatrix.js";
import {countBars} from "../../src/plot/countBars.js";
import {gradientByDepth} from "../../src/plot/gradientByDepth.js";
import {histogram} from "../../src/plot/histogram.js";
import {kernelBars} from "../../src/plot/kernelBars.js";
import {layerBars} from "../../src/plot/layerBars.js";
import {accuracyCurve, lossCurve} from "../../src/plot/learningCurves.js";
import {rateSweep} from "../../src/plot/rateSweep.js";
import {responseProfile} from "../../src/plot/responseProfile.js";
import {ridgeHistogram} from "../../src/plot/ridgeHistogram.js";
import {scheduleCurve} from "../../src/plot/scheduleCurve.js";
import {slidingProduct} from "../../src/plot/slidingProduct.js";

const random = new Random(1);
const normals = (count: number, mean: number, deviation: number) =>
  Array.from({length: count}, () => random.normal(mean, deviation));

/** A curve that falls from `high` to `low` with a little noise. */
const falling = (high: number, low: number, epochs: number) =>
  Array.from({length: epochs}, (_, n) => low + (high - low) * Math.exp(-n / 3) + 0.02 * random.uniform());

/** A ring or a bar of 12 x 12 pixels: something to look at below a confusion matrix. */
const glyph = (n: number) =>
  Array.from({length: 12}, (_, y) =>
    Array.from({length: 12}, (_, x) =>
      n % 2 === 0
        ? Math.max(0, 1 - Math.abs(Math.hypot(x - 5.5, y - 5.5) - 3.5) / 1.5)
        : Math.max(0, 1 - Math.abs(x - 5.5 + (y - 6) * 0.1 * n) / 1.5),
    ),
  );

const TEN = Array.from({length: 10}, (_, truth) =>
  Array.from({length: 10}, (_, guess) => (truth === guess ? 90 + truth : (truth * 7 + guess * 3) % 5)),
);

/** One chart of every kind, with and without what is optional. */
export const CHARTS: Readonly<Record<string, ChartSpec>> = {
  "loss of one run": lossCurve({training: falling(2.3, 0.1, 12), validation: falling(2.3, 0.4, 12)}),
  "loss over seeds": lossCurve(
    {
      plain: [falling(2.3, 0.5, 20), falling(2.3, 0.7, 20), falling(2.4, 0.6, 20)],
      residual: [falling(2.3, 0.1, 20), falling(2.2, 0.14, 20)],
    },
    {log: true, title: "Plain and residual, seeds 1 to 3"},
  ),
  "accuracy of many epochs": accuracyCurve(
    {training: falling(0.1, 0.99, 60).map(share => Math.min(1, share)), test: falling(0.1, 0.9, 60)},
    {title: "A gap opens"},
  ),
  "confusion matrix": confusionMatrix(TEN),
  "confusion matrix with examples": confusionMatrix(
    [
      [48, 2, 0],
      [12, 38, 0],
      [0, 5, 45],
    ],
    {
      labels: ["ring", "bar", "hook"],
      examples: Array.from({length: 11}, (_, n) => ({image: glyph(n), truth: 1, guess: 0})),
      title: "Which is taken for which",
    },
  ),
  "ridge of histograms": ridgeHistogram(
    Array.from({length: 8}, (_, n) => normals(800, 0, 1.1 * 0.72 ** n)),
    {x: "activation of layer 3", title: "Activations shrink"},
  ),
  "ridge of one histogram": ridgeHistogram([[1, 2, 2, 3]], {bins: 5, at: [10]}),
  "weights of 1-D kernels": kernelBars(
    {difference: [-1, 0, 1], mean: [1 / 3, 1 / 3, 1 / 3], "second difference": [1, -2, 1]},
    {title: "Three kernels"},
  ),
  "weights of a long kernel": kernelBars({gaussian: gaussianKernel(11, 2)[5]}),
  "activation with slope: tanh": activationCurve("tanh", Math.tanh, x => 1 - Math.tanh(x) ** 2, {
    title: "tanh is steepest at 0",
  }),
  "activation with slope: ReLU": activationCurve(
    "ReLU",
    x => Math.max(0, x),
    x => (x > 0 ? 1 : 0),
    {range: [-2, 2], at: -1},
  ),
  "window on a signal": slidingProduct([0, 0, 1, 3, 3, 2, 0, 0, -1, 0], [-1, 0, 1], {
    title: "A difference slides along a signal",
  }),
  "convolution of two curves": slidingProduct(
    Array.from({length: 31}, (_, n) => (n >= 10 && n <= 20 ? 1 : 0)),
    Array.from({length: 21}, (_, n) => Math.exp(-n / 6)),
    {operation: "convolution", padding: "full", spacing: 0.1, title: "A pulse and a decay"},
  ),
  "weights of three layers": countBars(
    {"fully connected": 16_000_000_000, "locally connected": 40_000_000, shared: 10_100},
    {title: "400,000 units on 200 x 200 pixels"},
  ),
  "counts close together": countBars(
    {"27 C\u00b2": 27, "49 C\u00b2": 49},
    {x: "weights for each pair of channels"},
  ),
  "costs by layer": layerBars(
    [
      {name: "C1", parameters: 156, multiplyAdds: 117_600},
      {name: "S2", parameters: 0, multiplyAdds: 0},
      {name: "C3", parameters: 2416, multiplyAdds: 240_000},
      {name: "C5", parameters: 48_120, multiplyAdds: 48_000},
      {name: "F6", parameters: 10_164, multiplyAdds: 10_080},
      {name: "out", parameters: 850, multiplyAdds: 840},
    ],
    {title: "LeNet-5"},
  ),
  "gradient by depth": gradientByDepth(
    {
      sigmoid: [1, 2, 3].map(seed => Array.from({length: 12}, (_, n) => 0.3 ** (12 - n) * seed)),
      "ReLU, He": Array.from({length: 12}, (_, n) => 0.9 + 0.02 * n),
    },
    {title: "The gradient on its way back"},
  ),
  "sweep of learning rates": rateSweep(
    [0.0001, 0.001, 0.01, 0.1, 1, 10],
    [2.2, 1.4, 0.3, 0.12, 0.9, Number.NaN],
    {title: "One epoch at each rate"},
  ),
  schedules: scheduleCurve(
    {
      step: step => 0.1 * 0.1 ** Math.floor(step / 150),
      "warm-up and cosine": step =>
        step < 40 ? step / 400 : 0.05 * (1 + Math.cos((Math.PI * (step - 40)) / 410)),
    },
    450,
    {title: "Two schedules"},
  ),
  histogram: histogram(
    Array.from({length: 200}, () => random.normal(100, 20)),
    {title: "Brightness", x: "brightness (0 to 255)", bins: 12},
  ),
  "histogram of one value": histogram([3]),
  "histogram with a range": histogram([1, 2, 3, 900], {range: [0, 5], bins: 5}),
  "profile of one line": responseProfile({row: [0, 3, -1]}),
  "profile of six lines": responseProfile(
    Object.fromEntries(["a", "b", "c", "d", "e", "f"].map((name, n) => [name, [n, n * n, 1.5]])),
    {at: [0, 22.5, 45], x: "orientation (degrees)", y: "response", title: "Six lines"},
  ),
  "accuracies of single runs": accuracyBars({pixels: 0.88, histogram: 1}),
  "accuracies of several runs": accuracyBars(
    {pixels: [0.86, 0.87], histogram: [0.94, 0.95, 0.95]},
    {chance: 0.1, title: "Two inputs"},
  ),
};
