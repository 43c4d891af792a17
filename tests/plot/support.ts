import {Random} from "../../src/core/random.js";
import {accuracyBars} from "../../src/plot/accuracyBars.js";
import type {ChartSpec} from "../../src/plot/chartSpec.js";
import {histogram} from "../../src/plot/histogram.js";
import {responseProfile} from "../../src/plot/responseProfile.js";

const random = new Random(1);

/** One chart of every kind, with and without what is optional. */
export const CHARTS: Readonly<Record<string, ChartSpec>> = {
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
